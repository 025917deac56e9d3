"""A legal hold keeps what a record shows, also where the words lie under another record's key (C3, C5, S6)."""

from typing import Any

from services.sessions.events import RECIPIENT
from tests.edge.given import agreed, hear_from_agreements, hear_of_the_directory, refused
from tests.edge.given_groups import group, held, written
from tests.edge.sessions import contact, done, outline, recorded
from tests.edge.test_group_actions import action as planned
from tests.edge.test_group_actions import next_meeting, place
from tests.house import Household
from tests.keeping.test_erasing_concerns import disclosures, id_of, over
from tests.keeping.test_erasing_records import YEARS
from tests.keeping.test_erasing_what_goes_on import WORDS, action, later, words
from tests.keeping.test_what_nobody_closed import ended


def order(home: Household, kind: str, record: str, by: str = "rowan", reason: str = "never-lawful") -> Any:
    body = {"record_type": kind, "record": record, "reason": reason, "words": "It named somebody."}
    return home.as_(by).post("/erasures", json=body)


def hold(home: Household, kind: str, record: str, by: str = "wren") -> str:
    body = {"record_type": kind, "record": record, "words": "A tribunal asked for it."}
    return str(done(home.as_(by).post("/holds", json=body), 201).headers["Location"])


def release(home: Household, place: str, by: str = "wren") -> None:
    done(home.as_(by).post(f"{place}/holds/1/release"))


def test_what_a_held_record_goes_on_with_is_not_erased_with_an_earlier_one_S6(home: Household) -> None:
    first = recorded(home, actions=[action(home)])
    last = later(home)
    held = hold(home, "session", id_of(last))

    told = refused(order(home, "session", id_of(first)), 409, "shown-under-hold")

    assert WORDS not in str(told)
    release(home, held)
    place = done(order(home, "session", id_of(first)), 201).headers["Location"]
    hold(home, "session", id_of(last))
    refused(home.as_("wren").post(f"{place}/approval"), 409, "shown-under-hold")
    assert words(home, last) == [WORDS]


def test_nor_what_a_held_record_of_a_meeting_goes_on_with_S9(home: Household) -> None:
    path = group(home)
    first = held(home, path, "maya")
    done(written(home, first, actions=[planned(home)]), 201)
    between = next_meeting(home, path, "maya")
    last = next_meeting(home, path, "maya")
    done(written(home, last, actions=[planned(home, **place(first))]), 201)
    hold(home, "group-session", id_of(between))
    kept = hold(home, "group-session", id_of(last))

    refused(order(home, "group-session", id_of(first)), 409, "shown-under-hold")

    release(home, kept)
    done(order(home, "group-session", id_of(first)), 201)


def test_nor_where_records_lie_between_them_or_an_agreement_came_to_its_end_S3(home: Household) -> None:
    first = recorded(home, actions=[action(home)])
    later(home)
    ended(home, "maya-sam", "sam")
    home.clock.move(days=1)
    hear_of_the_directory(home)
    following = agreed(home, starts=str(home.clock().date()))
    home.settle()
    hear_from_agreements(home)
    last = contact(home, agreement=id_of(following))
    done(home.as_("sam").post(f"{last}/record", json=outline(home, actions=[])), 201)
    assert words(home, last) == [WORDS]

    hold(home, "session", id_of(last))

    refused(order(home, "session", id_of(first)), 409, "shown-under-hold")


def test_whether_anything_goes_on_no_officer_finds_out_by_ordering_C1(home: Household) -> None:
    first = recorded(home, actions=[])
    hold(home, "session", id_of(later(home)))

    refused(order(home, "session", id_of(first)), 409, "shown-under-hold")


def test_an_earlier_record_or_one_of_others_that_is_held_keeps_no_other_C5(home: Household) -> None:
    first = recorded(home, actions=[action(home)])
    last = later(home)
    hold(home, "session", id_of(first))

    done(order(home, "session", id_of(last)), 201)


def test_what_was_disclosed_of_a_concern_that_is_held_is_kept_C3(home: Household) -> None:
    """The notice in it has the very words."""
    path = over(home, "sam")
    (disclosure,) = disclosures(home, path)
    held = hold(home, "concern", id_of(path), "maya")

    refused(order(home, "disclosure", disclosure, "sam"), 409, "shown-under-hold")

    release(home, held, "maya")
    place = done(order(home, "disclosure", disclosure, "sam"), 201).headers["Location"]
    hold(home, "concern", id_of(path), "maya")
    refused(home.as_("maya").post(f"{place}/approval"), 409, "shown-under-hold")
    assert home.as_("petra").get(f"{path}/disclosure").status_code == 200


def test_the_name_of_whoever_got_a_disclosure_is_kept_with_what_shows_it_C3(home: Household) -> None:
    path = over(home, "sam")
    (disclosure,) = disclosures(home, path)
    (told,) = home.as_("maya").get(f"{path}/recipients").json()
    place = done(order(home, "disclosure", disclosure, "sam"), 201).headers["Location"]
    done(home.as_("maya").post(f"{place}/approval"))
    home.clock.move(days=YEARS.days + 3)
    hear_of_the_directory(home)
    held = hold(home, "concern", id_of(path), "maya")

    refused(order(home, RECIPIENT, told["id"], "sam", "retention-over"), 409, "shown-under-hold")

    release(home, held, "maya")
    place = done(order(home, RECIPIENT, told["id"], "sam", "retention-over"), 201).headers["Location"]
    hold(home, "concern", id_of(path), "maya")
    refused(home.as_("maya").post(f"{place}/approval"), 409, "shown-under-hold")
