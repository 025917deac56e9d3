"""Has every record erased that holds markers and can be, and a person, and deletes a diary; and looks for what is left of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from services.sessions.api.kept import KEPT
from services.sessions.domain.erasing import key_of
from services.sessions.events.disclosures import RECIPIENT, DisclosureMade
from tests.edge.given import refused
from tests.faults.canary import Canary
from tests.faults.canary_keeping import erased_person, somebody
from tests.faults.thief import Thief, lying_in

WHO_DECIDES: Final = (("rowan", "wren"), ("maya", "sam"), ("sam", "maya"))
"""Who orders and who approves: two officers, the two whose affair it is, or an author and whom they let see it."""
ASIDE: Final = "ak:"
"""What lies aside is under a key that no store of keys ever hears of."""
OUTLIVES: Final = "pk:"
"""What the name of a disclosure's recipient lies under, which outlives what was disclosed by years (C3)."""


class Erasing:
    """What could be opened before; then, what was erased."""

    def __init__(self, canary: Canary, thief: Thief) -> None:
        self._canary, self._thief = canary, thief
        self._marker = re.compile(rf"{canary.stem}\d{{4,5}}".encode())
        self._person = somebody(canary)
        self._records = thief.records()
        self.keys, self.opened = thief.wrapped(), thief.opened(self._records)
        self.asked: set[str] = set()

    def everything(self) -> None:
        for kind in KEPT:
            self.all_of(kind)
        self._recipients_read_that()
        erased_person(self._canary, self._person)
        self.asked.add(f"pk:{self._person.rpartition('/')[2]}")
        for path in ("/diary", "/diary/portfolio"):
            self._deleted(path)

    def all_of(self, kind: str) -> None:
        """All that hold a marker: what is said twice, as in a concern and in its disclosure, is erased in both places."""
        found = {one.stream_id for one in self._records if one.stream_type == kind}
        marked = [id for id in sorted(found) if self._markers(key_of(kind, id), self.opened)]
        assert marked, f"markers were typed into one {kind} at least"
        for id in marked:
            body = {"record_type": kind, "record": str(id), "reason": "never-lawful", "words": "Wrong."}
            if kind == RECIPIENT:
                refused(self._canary.send("maya", "POST", "/erasures", json=body), 409, "accounting-stays")
                continue
            self._erased(body)
            self.asked.add(key_of(kind, id))

    def _erased(self, body: dict[str, str]) -> None:
        for orders, approves in WHO_DECIDES:
            ordered = self._canary.send(orders, "POST", "/erasures", json=body)
            if ordered.status_code == 201:
                place = ordered.headers["Location"]
                approved = self._canary.send(approves, "POST", f"{place}/approval")
                assert approved.status_code == 204, f"{body}: {approved.text}"
                return
        raise AssertionError(f"nobody can have it erased: {body}")

    def _recipients_read_that(self) -> None:
        """Who was told something reads that it was erased, which is another answer than that nothing is there (C3)."""
        told = [one for one in self._records if key_of(one.stream_type, one.stream_id) in self.asked]
        made = [one.fact for one in told if isinstance(one.fact, DisclosureMade)]
        assert made
        for fact in made:
            path = f"/concerns/{fact.concern}/disclosure"
            answer = self._canary.send(self._canary.handle(fact.to), "GET", path, "sessions")
            refused(answer, 410, "erased")

    def _deleted(self, path: str) -> None:
        for one in self._canary.send("maya", "GET", path, "sessions").json():
            place = f"{path}/{one['id']}"
            tag = self._canary.send("maya", "GET", place, "sessions").headers["ETag"]
            gone = self._canary.send("maya", "DELETE", place, "sessions", headers={"If-Match": tag})
            assert gone.status_code == 204, gone.text
            self.asked.add(f"rk:{one['id']}")

    def gone(self) -> dict[str, bytes]:
        """The keys that are not where they were, each as it was wrapped."""
        left = self._thief.wrapped()
        return {id: text.encode() for id, text in self.keys.items() if id not in left}

    def lies_about(self, *folders: Path) -> set[str]:
        """Which of these keys lie in any file."""
        strays = lying_in(*folders)
        return {id for id, text in self.gone().items() if text in strays}

    def still_opens(self) -> dict[str, set[bytes]]:
        """Whatever opens under a key that is gone; and the markers that lay under one, wherever else these open."""
        opened = self._thief.opened(self._thief.records(), with_strays=True)
        left, lost = self._thief.wrapped(), self.lost()
        elsewhere = {id: self._markers(id, opened) & lost for id in opened if not id.startswith(OUTLIVES)}
        gone = {id: {opened[id]} for id in opened if id not in left and not id.startswith(ASIDE)}
        return {id: found for id, found in elsewhere.items() if found} | gone

    def opens_as_before(self) -> bool:
        """Whether all that was not erased still does."""
        opened, gone = self._thief.opened(self._thief.records()), self.gone()
        return all(value in opened.get(id, b"") for id, value in self.opened.items() if id not in gone)

    def lost(self) -> set[bytes]:
        return {marker for id in self.gone() for marker in self._markers(id, self.opened)}

    def _markers(self, key: str, opened: Mapping[str, bytes]) -> set[bytes]:
        return set(self._marker.findall(opened.get(key, b"")))
