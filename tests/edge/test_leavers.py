"""Whoever leaves keeps a sign-in for what is theirs; no agreement, session or meeting to come, and no group begins by it, or with them (C2)."""

from datetime import timedelta
from typing import Any

import pytest

from shared.signin.development import ISSUER
from tests.edge.concerns import responded
from tests.edge.concerns import told as concern_told
from tests.edge.given import agreed, draft, drafted, refused, sign, terms
from tests.edge.given_groups import NAMED, circle, formed, forming, joined, joining, scheduled, starts
from tests.edge.sessions import contact, done, recorded, to_come, told
from tests.edge.test_concerns_covered import covered
from tests.edge.test_people import add
from tests.edge.test_roles import give
from tests.house import START, Household
from tests.keeping.gone import OFFICERS, leave

SOON = told(START + timedelta(hours=2))


@pytest.fixture
def left(home: Household) -> Household:
    """Maya's placement and role are over; the agreement is not, which nobody ended."""
    leave(home, "maya", "rowan")
    return home


def session(home: Household, **other: Any) -> dict[str, Any]:
    return {"agreement": str(home.demo.agreements["maya-sam"])} | other


def test_who_has_left_drafts_no_agreement_and_sets_no_session_C2(left: Household) -> None:
    maya = left.as_("maya")

    refused(maya.post("/agreements", json=draft(left)), 409, "has-left")
    refused(maya.post("/sessions", json=session(left, starts=SOON)), 409, "has-left")
    following = {"from": "2026-03-03", "until": "2026-03-31", "at": "10:00"}
    refused(maya.post("/sessions", json=session(left, following=following)), 409, "has-left")


def test_nor_do_they_move_one_to_another_time_to_come_and_they_call_it_off_C2(home: Household) -> None:
    path = to_come(home)
    leave(home, "maya", "rowan")
    maya = home.as_("maya")
    version = {"If-Match": maya.get(path).headers["ETag"]}
    other = {"starts": SOON, "minutes": 60, "modality": "video"}

    moved = maya.put(f"{path}/schedule", json=other, headers=version)

    refused(moved, 409, "has-left")
    off = {"by": home.person("maya"), "told_at": told(START), "reason": "I have left."}
    done(maya.post(f"{path}/cancellation", json=off))


@pytest.mark.parametrize("last_day", ["2026-03-01", "2026-03-02"])
def test_a_last_day_is_over_by_the_agencys_clock_C2(last_day: str, home: Household) -> None:
    leave(home, "maya", "rowan", last_day)
    answer = home.as_("maya").post("/sessions", json=session(home, starts=SOON))

    if last_day == str(START.date()):
        done(answer, 201)
    else:
        refused(answer, 409, "has-left")


def test_who_has_left_forms_and_joins_no_group_and_nobody_asks_them_to_C2(home: Household) -> None:
    path = formed(home, "jordan", "co-reflection", shared=True)
    asked, self = {"person": home.person("maya")}, {"member": home.person("maya")}
    joined(home, path, "jordan", "jordan")
    done(home.as_("jordan").post(f"{path}/invitations", json=asked))
    leave(home, "maya", "rowan")
    maya = home.as_("maya")

    refused(maya.post("/groups", json=forming(home, "co-reflection")), 409, "has-left")
    refused(maya.post(f"{path}/members", json=joining(home, "maya", placement=None)), 409, "has-left")
    done(maya.post(f"{path}/departures", json=self))
    refused(home.as_("jordan").post(f"{path}/invitations", json=asked), 409, "has-left")


def test_nor_asks_anybody_nor_sets_or_moves_a_meeting_of_one_that_they_are_in_C2(home: Household) -> None:
    path = circle(home)
    meeting = scheduled(home, path, "maya", hours=3)
    leave(home, "maya", "rowan")
    maya, other = home.as_("maya"), {"starts": starts(home, 5), "minutes": 90, "modality": "video"}
    version = {"If-Match": maya.get(meeting).headers["ETag"]}

    refused(maya.post(f"{path}/invitations", json={"person": home.person("petra")}), 409, "has-left")
    refused(maya.post(f"{path}/sessions", json={"starts": SOON, "minutes": 90}), 409, "has-left")
    refused(maya.put(f"{meeting}/schedule", json=other, headers=version), 409, "has-left")


def test_what_is_theirs_they_read_record_and_state_as_before_C2(home: Household) -> None:
    concern, written = concern_told(home), recorded(home)
    leave(home, "maya", "rowan")
    maya = home.as_("maya")

    for path in ("/sessions", "/agreements", f"{written}/record", concern, "/exports/sessions"):
        assert maya.get(path).status_code == 200, path
    contact(home)
    done(maya.post("/diary", json={"text": "It is over."}), 201)
    done(maya.post(f"{written}/addenda", json=NAMED | {"words": "As I remember it."}))
    done(maya.post(f"{concern}/statement", json={"words": "It was otherwise."}))
    done(responded(home, concern))
    ending = f"/agreements/{home.demo.agreements['maya-sam']}/ending"
    done(maya.post(ending, json={"why": "other"}))


def test_who_has_a_role_still_or_never_had_any_begins_as_before_C2(home: Household) -> None:
    """Petra supervises on; of a newcomer it is not known yet what they will do."""
    placement = home.demo.placements["maya"]
    done(home.as_("rowan").post(f"/placements/{placement}/ending", json={"last_day": "2026-03-01"}))
    newcomer(home)
    home.settle()

    for handle in ("maya", "newcomer"):
        done(home.as_(handle).post("/groups", json=forming(home, "co-reflection")), 201)


def test_nobody_drafts_an_agreement_or_sets_a_session_with_whoever_has_left_C2(left: Household) -> None:
    sam, following = left.as_("sam"), {"from": "2026-03-03", "until": "2026-03-31", "at": "10:00"}

    refused(sam.post("/agreements", json=draft(left)), 409, "has-left")
    refused(sam.post("/sessions", json=session(left, starts=SOON)), 409, "has-left")
    refused(sam.post("/sessions", json=session(left, following=following)), 409, "has-left")
    contact(left, "sam")


def test_nor_with_a_supervisor_who_has_left_and_whoever_covers_for_them_meets_C2(home: Household) -> None:
    covered(home)
    leave(home, "sam", "ines")
    maya, with_cover = home.as_("maya"), {"starts": SOON, "supervisor": home.person("ines")}

    refused(maya.post("/agreements", json=draft(home)), 409, "has-left")
    refused(maya.post("/sessions", json=session(home, starts=SOON)), 409, "has-left")
    done(maya.post("/sessions", json=session(home, **with_cover)), 201)


@pytest.mark.parametrize("gone", ["maya", "sam"])
def test_nor_does_the_other_move_a_session_to_come_and_they_call_it_off_C2(
    gone: str, home: Household
) -> None:
    path = to_come(home)
    leave(home, gone, OFFICERS.get(gone, ("rowan",))[0])
    other = home.as_("sam" if gone == "maya" else "maya")
    sent = {"starts": SOON, "minutes": 60, "modality": "video"}

    moved = other.put(f"{path}/schedule", json=sent, headers={"If-Match": other.get(path).headers["ETag"]})

    refused(moved, 409, "has-left")
    off = {"by": home.person("sam"), "told_at": told(START), "reason": "One of us has left."}
    done(other.post(f"{path}/cancellation", json=off))


def test_nor_does_a_session_that_moves_go_back_to_a_supervisor_who_has_left_C2(home: Household) -> None:
    covered(home)
    leave(home, "sam", "ines")
    path = to_come(home, "ines")
    maya, version = home.as_("maya"), {"If-Match": home.as_("maya").get(path).headers["ETag"]}
    sent = {"starts": told(START + timedelta(days=25)), "minutes": 60, "modality": "video"}

    refused(maya.put(f"{path}/schedule", json=sent, headers=version), 409, "has-left")

    sent |= {"starts": told(START + timedelta(days=5))}
    done(maya.put(f"{path}/schedule", json=sent, headers=version))


@pytest.mark.parametrize("signs", ["sam", "maya"])
def test_no_agreement_comes_into_force_with_whoever_has_left_since_it_was_drafted_C2(
    signs: str, home: Household
) -> None:
    path = drafted(home)
    done(sign(home, path, "sam" if signs == "maya" else "maya"))
    leave(home, "sam", "ines")

    refused(sign(home, path, signs), 409, "has-left")
    done(home.as_(signs).post(f"{path}/ending", json={"why": "other"}))


def test_new_terms_of_what_binds_they_still_sign_C2(home: Household) -> None:
    path = agreed(home)
    anew = {"why": "duties", "terms": terms(home, place="Elsewhere")}
    done(home.as_("maya").post(f"{path}/renegotiations", json=anew))
    leave(home, "sam", "ines")

    done(sign(home, path, "sam"))
    done(sign(home, path, "maya"))
    assert home.as_("maya").get(f"{path}/terms").json()["version"] == 2


def test_the_two_move_a_co_supervision_whose_third_has_left_C2(home: Household) -> None:
    """The third stands in it only while they supervise there, so they are none of those who would be at it (S12)."""
    done(give(home, "tomasz", "jordan", "agency_supervisor"), 201)
    home.settle()
    path = to_come(home, by="maya", third=home.person("jordan"), format="co-supervision")
    leave(home, "jordan", "rowan")
    maya, sent = home.as_("maya"), {"starts": SOON, "minutes": 60, "modality": "video"}

    done(maya.put(f"{path}/schedule", json=sent, headers={"If-Match": maya.get(path).headers["ETag"]}))


def newcomer(home: Household) -> str:
    """Whom HR added a moment ago; they can sign in."""
    path = str(add(home, "tomasz").headers["Location"])
    sign_in = {"issuer": ISSUER, "subject": "newcomer", "of_employer": True}
    done(home.as_("tomasz").post(f"{path}/sign-ins", json=sign_in))
    return path.rpartition("/")[2]


def engaged(home: Household, person: str, starts: str = "2026-03-09", **other: Any) -> None:
    """From a day to come."""
    role = {"agency": str(home.demo.agencies["harbour"]), "role": "worker", "starts": starts} | other
    done(home.as_("tomasz").post(f"/people/{person}/roles", json=role), 201)
    home.settle()


def test_a_newcomer_whose_role_is_still_to_come_has_not_left_C2(home: Household) -> None:
    person = newcomer(home)
    engaged(home, person)
    path = formed(home, "jordan", "co-reflection", shared=True)
    joined(home, path, "jordan", "jordan")

    done(home.as_("newcomer").post("/groups", json=forming(home, "co-reflection")), 201)
    done(home.as_("jordan").post(f"{path}/invitations", json={"person": person}))
    done(home.as_("newcomer").post("/agreements", json=draft(home) | {"supervisor": person}), 201)


def test_who_left_and_is_engaged_again_from_a_day_to_come_begins_as_before_C2(left: Household) -> None:
    engaged(left, left.person("maya"))

    done(left.as_("maya").post("/groups", json=forming(left, "co-reflection")), 201)
    done(left.as_("maya").post("/agreements", json=draft(left)), 201)


def test_a_further_role_that_is_over_brings_nobody_back_C2(left: Household) -> None:
    engaged(left, left.person("maya"), "2026-02-01", ends="2026-03-01")

    refused(left.as_("maya").post("/agreements", json=draft(left)), 409, "has-left")
