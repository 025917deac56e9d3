"""Two people who act at the same moment, each by a script drawn from a seed; and the laws that their history obeys then."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from httpx2 import Client

from services.agreements.domain.agreement import Agreement
from services.agreements.events import (
    AgreementCameIntoForce,
    AgreementDrafted,
    AgreementEnded,
    AgreementRenegotiated,
    AgreementReviewed,
    AgreementSigned,
    TermsRevised,
)
from services.house.building import House
from services.house.demo import Demo
from shared.facts import Fact, Recorded
from tests.edge.given import LIMITS, TERMS, once

Web = Callable[[str], Client]
PARTIES: Final = ("maya", "sam")
DONE, REFUSED = frozenset({204}), frozenset({409, 412, 422})
EFFECT: Final[dict[str, type[Fact]]] = {
    "sign": AgreementSigned,
    "revise": TermsRevised,
    "renegotiate": AgreementRenegotiated,
    "review": AgreementReviewed,
    "end": AgreementEnded,
}
LAID = AgreementDrafted | TermsRevised | AgreementRenegotiated
SCRIPTED: Final = 7
"""Commands of each person in a round."""


@dataclass(frozen=True)
class Acknowledged:
    """What somebody was told: their command, what they sent, and the version it made."""

    command: str
    by: UUID
    sent: Any
    version: int


class Racer:
    """One of the two: reads, then acts on what was read, whatever the other does meanwhile."""

    def __init__(self, web: Client, person: UUID, difficulties_to: UUID, path: str, seed: str) -> None:
        self._web, self.person, self._path = web, person, path
        self._random = random.Random(seed)
        self._terms = TERMS | {"difficulties_to": str(difficulties_to)}
        self.acknowledged: list[Acknowledged] = []
        self.statuses: list[int] = []

    def run(self) -> None:
        drawn = self._random.choices(("sign", "revise", "renegotiate", "review"), (6, 3, 2, 1), k=SCRIPTED)
        for command in (*drawn, *(["end"] if self._random.random() < 0.3 else [])):
            sent, answer = getattr(self, f"_{command}")()
            self.statuses.append(answer.status_code)
            if answer.status_code in DONE:
                version = int(answer.headers["ETag"].strip('"'))
                self.acknowledged.append(Acknowledged(command, self.person, sent, version))

    def _post(self, what: str, body: dict[str, Any]) -> Any:
        """Sent again with the same key now and then, as who got no answer does: it takes effect once."""
        key = once()
        answer = self._web.post(f"{self._path}/{what}", json=body, headers=key)
        if answer.status_code in DONE and self._random.random() < 0.3:
            again = self._web.post(f"{self._path}/{what}", json=body, headers=key)
            assert (again.status_code, again.headers["ETag"]) == (answer.status_code, answer.headers["ETag"])
        return answer

    def _laid(self) -> dict[str, Any]:
        return self._terms | {"session_minutes": self._random.randint(5, 480)}

    def _sign(self) -> tuple[Any, Any]:
        digest = self._web.get(f"{self._path}/terms").json()["digest"]
        words = {"printed_name": "As printed", "meaning": "I agree to these terms."}
        body = {"terms_digest": digest, "acknowledged_limits": LIMITS} | words
        return digest, self._post("signatures", body)

    def _revise(self) -> tuple[Any, Any]:
        terms, tag = self._laid(), self._web.get(self._path).headers["ETag"]
        body = {"terms": terms}
        answer = self._web.put(f"{self._path}/terms", json=body, headers={"If-Match": tag})
        return terms["session_minutes"], answer

    def _renegotiate(self) -> tuple[Any, Any]:
        terms = self._laid()
        return terms["session_minutes"], self._post("renegotiations", {"why": "duties", "terms": terms})

    def _review(self) -> tuple[Any, Any]:
        return None, self._post("reviews", {"held_on": "2026-03-02", "outcome": "continue"})

    def _end(self) -> tuple[Any, Any]:
        return None, self._post("ending", {"why": "completed"})


def race(house: House, demo: Demo, web: Web, seed: int) -> tuple[list[Recorded], list[Racer]]:
    """One round: an agreement is drafted, then both act at once. Answers with its history, and with what they were told."""
    path = _drafted(demo, web)
    racers = [
        Racer(web(handle), demo.people[handle], demo.people["rowan"], path, f"{seed} {handle}")
        for handle in PARTIES
    ]
    start = threading.Barrier(len(racers))
    threads = [threading.Thread(target=_run, args=(start, racer)) for racer in racers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert not any(thread.is_alive() for thread in threads)
    _, records = house.rooms["agreements"].store.past(Agreement, UUID(path.rpartition("/")[2]))
    return records, racers


def _run(start: threading.Barrier, racer: Racer) -> None:
    start.wait(30)
    try:
        racer.run()
    except Exception:  # told by its status, and not only in a thread's last words
        racer.statuses.append(500)
        raise


def _drafted(demo: Demo, web: Web) -> str:
    body = {
        "worker": str(demo.people["maya"]),
        "supervisor": str(demo.people["sam"]),
        "placement": str(demo.placements["maya"]),
        "terms": TERMS | {"difficulties_to": str(demo.people["rowan"])},
    }
    answer = web("maya").post("/agreements", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def breaches(facts: Sequence[Fact], parties: frozenset[UUID]) -> list[str]:
    """Where a history breaks a law of A3, reckoned from the facts alone and by nothing of the product."""
    found: list[str] = []
    digest, given, number, binds, over, reviewed = "", set[UUID](), 0, False, False, set[Any]()
    for at, fact in enumerate(facts, start=1):
        if over:
            found.append(f"{at}: something after the end")
        match fact:
            case AgreementDrafted() | TermsRevised() | AgreementRenegotiated():
                found += _of_laying(at, fact, number, digest, given, binds=binds)
                digest, number, given = fact.digest, number + 1, set()
            case AgreementSigned():
                if fact.digest != digest or fact.terms_version != number:
                    found.append(f"{at}: a signature for terms that do not lie on the table")
                if fact.by in given:
                    found.append(f"{at}: somebody signed twice")
                given.add(fact.by)
            case AgreementCameIntoForce():
                if given != parties or fact.terms_version != number:
                    found.append(f"{at}: in force without two signatures under the same terms")
                digest, given, binds = "", set(), True
            case AgreementReviewed():
                if not binds or fact.held_on in reviewed:
                    found.append(f"{at}: a review of what does not bind, or twice")
                reviewed.add(fact.held_on)
            case AgreementEnded():
                over = True
            case _:
                found.append(f"{at}: nobody did that")
    if given == parties:
        found.append("two signed the same terms, and they are not in force")
    return found


def _of_laying(
    at: int, fact: LAID, number: int, digest: str, given: set[UUID], *, binds: bool
) -> Iterable[str]:
    version = 1 if isinstance(fact, AgreementDrafted) else fact.terms_version
    if version != number + 1:
        yield f"{at}: versions with a hole"
    if isinstance(fact, TermsRevised) and (not digest or set(fact.voids) != given):
        yield f"{at}: nothing to revise, or a signature that fell unseen"
    if isinstance(fact, AgreementRenegotiated) and (digest or not binds):
        yield f"{at}: negotiated anew though terms lie on the table, or none bind"


def unaccounted(records: Sequence[Recorded], acknowledged: Sequence[Acknowledged]) -> list[str]:
    """Effects that nobody was told of, and commands acknowledged without exactly their own effect."""
    found = [] if [one.stream_version for one in records] == list(range(1, len(records) + 1)) else ["a hole"]
    told = {1}
    for one in acknowledged:
        effect = records[one.version - 1] if one.version <= len(records) else None
        if effect and isinstance(effect.fact, AgreementCameIntoForce):
            told.add(one.version)
            effect = records[one.version - 2]
        if effect is None or not _is_effect(effect, one) or effect.stream_version in told:
            found.append(f"{one.command} at {one.version} without an effect of its own")
            continue
        told.add(effect.stream_version)
    return found + [f"{at}: nobody was told" for at in range(1, len(records) + 1) if at not in told]


def _is_effect(record: Recorded, one: Acknowledged) -> bool:
    fact: Any = record.fact
    if not isinstance(record.fact, EFFECT[one.command]) or record.actor != one.by or fact.by != one.by:
        return False
    match one.command:
        case "sign":
            return bool(fact.digest == one.sent)
        case "revise" | "renegotiate":
            return bool(fact.terms.session_minutes == one.sent)
    return True
