"""Types a marker into all that one can say to another who was at a meeting, and into what is refused of it."""

from __future__ import annotations

from typing import Any

from services.sessions.forms.evaluations import AdditionIn, FormativeIn, RatedIn
from tests.faults.canary import Canary
from tests.faults.canary_groups import SERVICE, _done, _formed, _join, _made, _time


def life_of_what_is_said_after_a_meeting(canary: Canary) -> None:
    """Of the other and of oneself, added to, read by the two; and by whoever was there too, nothing."""
    path = _formed(canary)
    for handle in ("maya", "jordan"):
        _join(canary, path, handle)
    meeting = _made(canary, "sam", f"{path}/sessions", {"starts": _time(hours=0), "minutes": 90})
    there = [canary.person(one) for one in ("maya", "jordan")]
    _done(canary, "sam", f"{meeting}/holding", {"minutes": 80, "extent": "full", "attendees": there})
    id = meeting.rpartition("/")[2]
    for by, to, of in (("maya", "sam", "other"), ("sam", "maya", "oneself")):
        place = _made(canary, by, "/evaluations", {"formative": _said(canary, id, to, of)})
        added = {"words": canary.mark()}
        assert set(added) == set(AdditionIn.model_fields)
        _done(canary, to, f"{place}/additions", added)
        for handle in (by, to):
            assert canary.stem in canary.send(handle, "GET", f"{place}/words", SERVICE).text
            for address in ("", "/history", "/accesses"):
                assert canary.stem not in canary.send(handle, "GET", f"{place}{address}", SERVICE).text
        for address in ("", "/words", "/history", "/accesses"):
            assert canary.send("jordan", "GET", f"{place}{address}", SERVICE).status_code == 404
    assert canary.stem not in canary.send("maya", "GET", f"/evaluations?session={id}", SERVICE).text
    _unfit(canary, id)


def _said(canary: Canary, session: str, to: str, of: str) -> dict[str, Any]:
    line = {"competency": None, "function": canary.mark(), "rating": "growing", "words": canary.mark()}
    assert set(line) == set(RatedIn.model_fields)
    said = {
        "session": session,
        "to": canary.person(to),
        "of": of,
        "went_well": f"Words with ä “{canary.mark()}” in them",
        "otherwise": canary.mark(),
        "rated": [line],
    }
    assert set(said) == set(FormativeIn.model_fields)
    return said


def _unfit(canary: Canary, session: str) -> None:
    """Each with markers in it: to nobody, to nobody who was there, of nobody, and by whoever was not there."""
    whole = _said(canary, session, "sam", "other")
    for who, wrong in (
        ("maya", {"to": canary.mark()}),
        ("maya", {"to": None}),
        ("maya", {"to": canary.person("petra")}),
        ("maya", {"to": canary.person("jordan")}),
        ("maya", {"of": canary.mark()}),
        ("maya", {"of": "worker"}),
        ("maya", {canary.mark(): canary.mark()}),
        ("petra", {}),
    ):
        answer = canary.send(who, "POST", "/evaluations", SERVICE, json={"formative": whole | wrong})
        assert 400 <= answer.status_code < 500, answer.status_code
        assert canary.stem not in answer.text
