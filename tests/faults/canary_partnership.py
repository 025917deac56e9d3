"""Types a marker into everything that the two sides of a partnership can write."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from services.agreements.events.partnerships import PartnershipTerms
from services.agreements.forms.partnerships import (
    PartnershipAddendumIn,
    PartnershipAddendumSignatureIn,
    PartnershipEndingIn,
    PartnershipRenegotiationIn,
    PartnershipReviewIn,
    PartnershipSignatureIn,
)
from shared.facts import mark_of
from shared.web.bodies import In
from tests.faults.canary import Canary


def life_of_a_partnership(canary: Canary) -> None:
    """Drafted, revised, signed, reviewed, renegotiated and ended; who may read a word of it does, nobody else."""
    known = canary.send("ines", "GET", "/partnerships").json()[0]
    there = canary.send("ines", "GET", f"/partnerships/{known['id']}").json()
    sides = {"peer_run": known["peer_run"], "host": known["host"]}
    drafted = canary.send("ines", "POST", "/partnerships", json=sides | {"terms": private(canary, there)})
    assert drafted.status_code == 201, drafted.text
    place = drafted.headers["Location"]
    revised = {"terms": private(canary, there)}
    answer = canary.send("dilip", "PUT", f"{place}/terms", json=revised, headers={"If-Match": '"1"'})
    assert answer.status_code == 204, answer.text
    for handle, side in (("ines", "peer_run"), ("dilip", "host")):
        signed = {
            "terms_digest": canary.send(handle, "GET", f"{place}/terms").json()["digest"],
            "for": sides[side],
            "printed_name": canary.mark(),
            "meaning": canary.mark(),
        }
        assert set(signed) == told_in(PartnershipSignatureIn)
        _done(canary, handle, f"{place}/signatures", signed)
    reviewed = {
        "held_on": there["starts"],
        "outcome": "continue",
        "words": canary.mark(),
        "for": sides["host"],
    }
    assert set(reviewed) == told_in(PartnershipReviewIn)
    _done(canary, "dilip", f"{place}/reviews", reviewed)
    added = {"text": f"More, “{canary.mark()}”.", "for": sides["host"]}
    assert set(added) == told_in(PartnershipAddendumIn)
    answer = canary.send("dilip", "POST", f"{place}/addenda", json=added)
    assert answer.status_code == 201, answer.text
    addendum = answer.headers["Location"]
    for handle, side in (("ines", "peer_run"), ("dilip", "host")):
        signed = {
            "digest": canary.send(handle, "GET", addendum).json()["digest"],
            "for": sides[side],
            "printed_name": canary.mark(),
            "meaning": canary.mark(),
        }
        assert set(signed) == told_in(PartnershipAddendumSignatureIn)
        _done(canary, handle, f"{addendum}/signatures", signed)
    renegotiated = {"why": "duties", "words": canary.mark(), "terms": private(canary, there)}
    renegotiated["for"] = sides["peer_run"]
    assert set(renegotiated) == told_in(PartnershipRenegotiationIn)
    _done(canary, "ines", f"{place}/renegotiations", renegotiated)
    for path in ("addenda", "terms?version=1", "terms", "terms/difference?from=1&to=3"):
        assert canary.stem in canary.send("ines", "GET", f"{place}/{path}").text, "who may read it does"
    for handle in ("nora", "sam"):
        assert canary.stem not in canary.send(handle, "GET", place).text
    ended = {"why": "other", "words": canary.mark(), "for": sides["host"]}
    assert set(ended) == told_in(PartnershipEndingIn)
    _done(canary, "dilip", f"{place}/ending", ended)
    assert canary.stem in canary.send("dilip", "GET", f"{place}/words").text, "who may read it does"
    assert canary.stem not in canary.send("nora", "GET", f"{place}/history").text


def told_in(body: type[In]) -> set[str]:
    """The names under which a body takes what it takes."""
    return {one.alias or name for name, one in body.model_fields.items()}


def _done(canary: Canary, who: str, path: str, body: dict[str, Any]) -> None:
    answer = canary.send(who, "POST", path, json=body)
    assert answer.status_code == 204, answer.text


def private(canary: Canary, like: dict[str, Any]) -> dict[str, Any]:
    """Terms as clear as those of another partnership, in which every word is a marker."""
    clear = {name: like[name] for name in PartnershipTerms.MANDATORY}
    clear["placements"] = [
        {name: value for name, value in one.items() if name != "ended"} for one in like["placements"]
    ]
    clear["review_dates"] = [str(date.fromisoformat(like["starts"]) + timedelta(days=200))]
    words = [name for name in PartnershipTerms.model_fields if mark_of(PartnershipTerms, name)]
    assert len(words) == 5
    return clear | {name: f"Words with ä “{canary.mark()}” in them" for name in words}


def unfit(canary: Canary) -> None:
    """Requests about partnerships that are refused, each with markers in it, and repeat none."""
    known = canary.send("ines", "GET", "/partnerships").json()[0]
    place, sides = f"/partnerships/{known['id']}", {"peer_run": known["peer_run"], "host": known["host"]}
    mark = canary.mark
    for path, body in (
        ("/partnerships", {mark(): mark()}),
        ("/partnerships", {"peer_run": mark(), "host": mark(), "terms": mark()}),
        ("/partnerships", sides | {"terms": {"topics": [{"topic": mark(), "side": "peer"}]}}),
        ("/partnerships", sides | {"terms": {"responsibilities": [{"block": mark(), "side": mark()}]}}),
        ("/partnerships", sides | {"terms": {"reported_back": [mark()], "frequency": mark()}}),
        ("/partnerships", sides | {"terms": {"cost": mark() * 300}}),
        (f"{place}/signatures", {"terms_digest": mark(), "for": mark(), "printed_name": mark()}),
        (f"{place}/reviews", {"held_on": mark(), "outcome": mark(), "words": mark()}),
        (f"{place}/renegotiations", {"why": mark(), "words": mark(), "terms": {mark(): mark()}}),
        (f"{place}/addenda", {"text": mark() * 300, "for": mark()}),
        (f"{place}/addenda/1/signatures", {"digest": mark(), "for": mark(), "printed_name": mark()}),
        (f"{place}/addenda/1/withdrawal", {"for": mark(), mark(): mark()}),
        (f"{place}/ending", {"why": mark(), "words": mark()}),
    ):
        answer = canary.send("ines", "POST", path, json=body)
        assert 400 <= answer.status_code < 500, f"{path}: {answer.status_code}"
    for path in (f"{place}?as_of={mark()}", f"/partnerships?agency={mark()}", f"/partnerships/{mark()}"):
        assert 400 <= canary.send("ines", "GET", path).status_code < 500
