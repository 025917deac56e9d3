"""What somebody adds to a record begins its time of keeping anew: what was added after an order is not erased with it (C5)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.edge.concerns import responded, told
from tests.edge.given import refused
from tests.edge.given_groups import (
    NAMED,
    RECORD,
    attended,
    brought,
    correct_group_record,
    group,
    held,
    written,
)
from tests.edge.sessions import contact, correct_record, done, name, recorded
from tests.edge.test_dual_relationships import brought as weighed_together
from tests.edge.test_dual_relationships import decide
from tests.edge.test_evaluations_given_to import given_to, of_a_group
from tests.house import Household
from tests.keeping.test_erasing_concerns import disclosures, over
from tests.keeping.test_erasing_records import years_later

Act = Callable[[Household, str], Any]


def a_session(home: Household) -> str:
    return recorded(home)


def a_meeting(home: Household) -> str:
    meeting = held(home, group(home), "maya", "jordan")
    done(written(home, meeting), 201)
    return meeting


def a_decision(home: Household) -> str:
    path = weighed_together(home)
    done(decide(home, path, "maya", going_on=False))
    return path


def an_evaluation(home: Household) -> str:
    return given_to(home, "maya", "sam", of_a_group(home))


def post(by: str, part: str, **body: Any) -> Act:
    return lambda home, path: done(home.as_(by).post(f"{path}/{part}", json=body))


def corrected(home: Household, path: str) -> None:
    done(correct_record(home, path, outcomes="Both do.", actions=[]))


def corrected_meeting(home: Household, path: str) -> None:
    done(correct_group_record(home, path, "sam", **RECORD))


def brings(home: Household, path: str) -> None:
    done(brought(home, path, "jordan"), 201)


def signs(home: Household, path: str) -> None:
    attended(home, path, "jordan")


def decides_again(home: Household, path: str) -> None:
    done(decide(home, path, "sam", going_on=False))


def ordered(home: Household, kind: str, record: str, by: str) -> str:
    body = {"record_type": kind, "record": record, "reason": "retention-over", "words": "Over."}
    return str(done(home.as_(by).post("/erasures", json=body), 201).headers["Location"])


ADDED: list[tuple[str, Callable[[Household], str], Act]] = [
    ("session", a_session, post("maya", "addenda", words="I want this kept.", **name())),
    ("session", a_session, corrected),
    ("session", contact, post("maya", "signatures", of="attendance", **name())),
    ("group-session", a_meeting, post("maya", "addenda", words="I want this kept.", **NAMED)),
    ("group-session", a_meeting, corrected_meeting),
    ("group-session", a_meeting, brings),
    ("group-session", a_meeting, signs),
    ("evaluation", an_evaluation, post("sam", "additions", words="I want this kept.")),
    ("dual-relationship", a_decision, decides_again),
]


@pytest.mark.parametrize(("kind", "begun", "add"), ADDED)
def test_what_is_added_after_the_order_is_not_erased_with_it_C5(
    kind: str, begun: Callable[[Household], str], add: Act, home: Household
) -> None:
    path = begun(home)
    if kind == "session" and begun is contact:
        done(home.as_("sam").post(f"{path}/signatures", json={"of": "attendance"} | name()))
    years_later(home)
    place = ordered(home, kind, path.rpartition("/")[2], "rowan")

    add(home, path)

    refused(home.as_("wren").post(f"{place}/approval"), 409, "still-kept")
    assert home.as_("rowan").get(place).json()["status"] == "ordered"
    years_later(home)
    done(home.as_("wren").post(f"{place}/approval"))


@pytest.mark.parametrize(("kind", "words"), [("concern", "words"), ("disclosure", "disclosure")])
def test_nor_what_the_worker_states_once_a_concern_is_over_C3(kind: str, words: str, home: Household) -> None:
    path = over(home, "sam")
    record = path.rpartition("/")[2] if kind == "concern" else disclosures(home, path)[0]
    years_later(home)
    place = ordered(home, kind, record, "sam")

    done(home.as_("maya").post(f"{path}/statement", json={"words": "I want this kept."}))

    refused(home.as_("maya").post(f"{place}/approval"), 409, "still-kept")
    assert "I want this kept." in home.as_("maya").get(f"{path}/{words}").text


def test_nor_what_the_worker_says_was_done_out_of_order_C8(home: Household) -> None:
    path = told(home)
    done(responded(home, path))
    done(home.as_("sam").post(f"{path}/withdrawal", json={"words": "Done."}))
    years_later(home)
    place = ordered(home, "concern", path.rpartition("/")[2], "sam")
    alleged = {"step": "consultation", "taken_at": "2026-03-02T15:00:00Z", "words": "Petra knew."}
    done(home.as_("maya").post(f"{path}/steps-out-of-order", json=alleged))

    refused(home.as_("maya").post(f"{place}/approval"), 409, "still-kept")


def test_who_may_read_it_or_when_it_was_keeps_it_no_longer_C5(home: Household) -> None:
    """Only words do: what is clear stays for ever anyway."""
    path = contact(home)
    done(home.as_("sam").post(f"{path}/signatures", json={"of": "attendance"} | name()))
    years_later(home)
    place = ordered(home, "session", path.rpartition("/")[2], "rowan")
    shorter = {"became": "held", "extent": "full", "minutes": 40}
    starts = home.as_("maya").get(path).json()["starts"]
    done(home.as_("maya").post(f"{path}/holding/corrections", json=shorter | {"starts": starts}))

    done(home.as_("wren").post(f"{place}/approval"))
