"""What somebody can sign in by, as this service hears of it: whether what is sent to them at work finds them (C2)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.directory.events import SignInLinked, SignInSwitchedOff
from services.sessions.views.switched_off import SwitchedOffView, sign_ins_of
from shared.bus import Message
from shared.facts import Fact, utc_text
from shared.feed import pulse
from shared.feed.shelf import Shelf
from shared.tables import Tables, create_schema
from tests.directory.acts import JORDAN, MAYA, NOON, recorded
from tests.faults.logs import PLACES, place_of

WORK, OWN = "aa", "bb"


@pytest.fixture(params=PLACES)
def shelf(request: pytest.FixtureRequest) -> Iterator[Shelf]:
    datastore = place_of(request.param, request).open("views")
    create_schema(datastore)
    made = Shelf(Tables(datastore), lambda: NOON)
    made.create_tables()
    made.prepare(SwitchedOffView())
    yield made
    made.tables.close()


def hear(shelf: Shelf, *messages: Message) -> None:
    view = SwitchedOffView()
    shelf.take_messages(view, shelf.followed(view), messages)


def on(link: str, *, of_employer: bool) -> Fact:
    return SignInLinked(link=link, issuer="issuer", subject=link, of_employer=of_employer)


def happened(shelf: Shelf, *facts: Fact, to: Any = MAYA) -> None:
    """An hour apart."""
    for hours, fact in enumerate(facts):
        hear(shelf, Message.of(recorded(to, fact, NOON + timedelta(hours=hours)).stored()))


@pytest.mark.parametrize(
    ("facts", "finds", "hours"),
    [
        ([], False, None),
        ([on(WORK, of_employer=True)], True, None),
        ([on(OWN, of_employer=False)], True, None),
        ([on(WORK, of_employer=True), SignInSwitchedOff(link=WORK)], False, 1),
        ([on(OWN, of_employer=False), SignInSwitchedOff(link=OWN)], False, 1),
        ([on(WORK, of_employer=True), on(OWN, of_employer=False), SignInSwitchedOff(link=WORK)], False, 2),
        ([on(WORK, of_employer=True), on(OWN, of_employer=False), SignInSwitchedOff(link=OWN)], True, 2),
        ([on(WORK, of_employer=False), on(OWN, of_employer=False), SignInSwitchedOff(link=OWN)], True, 2),
        (
            [
                *(on(WORK, of_employer=True), on(OWN, of_employer=False), on("cc", of_employer=False)),
                *(SignInSwitchedOff(link=WORK), SignInSwitchedOff(link=OWN)),
            ],
            False,
            4,
        ),
        (
            [
                *(on(WORK, of_employer=True), on(OWN, of_employer=False), SignInSwitchedOff(link=WORK)),
                on(WORK, of_employer=True),
            ],
            True,
            2,
        ),
        ([on(OWN, of_employer=False), on(OWN, of_employer=True), SignInSwitchedOff(link=OWN)], False, 2),
    ],
)
def test_what_is_sent_to_somebody_at_work_finds_them_unless_only_their_own_is_left_of_what_they_had_C2(
    facts: list[Fact], finds: bool, hours: int | None, shelf: Shelf
) -> None:
    happened(shelf, on(WORK, of_employer=True), to=JORDAN)
    happened(shelf, *facts)

    theirs = sign_ins_of(shelf, MAYA)
    assert theirs.are_of_work == finds
    assert theirs.switched_off == (NOON + timedelta(hours=hours) if hours else None)
    assert sign_ins_of(shelf, JORDAN).are_of_work, "whatever befalls somebody else"


def test_what_is_the_workers_own_stays_so_though_it_is_linked_once_more_as_the_employers_C2(
    shelf: Shelf,
) -> None:
    happened(shelf, *(on(OWN, of_employer=one) for one in (False, True)))

    assert not sign_ins_of(shelf, MAYA).of_employer


def test_a_part_that_vouches_for_no_time_makes_none_known_C2(shelf: Shelf) -> None:
    def known() -> tuple[datetime | None, datetime | None]:
        with shelf.query(SwitchedOffView) as (rows, t):
            return pulse.heard_at(rows, t), pulse.known_up_to(rows, t)

    early, noon = NOON - timedelta(minutes=10), NOON
    hear(shelf, Message.heartbeat(utc_text(early), 3, agrees=False).in_part(0, 2))
    hear(shelf, Message.heartbeat(utc_text(early), 3).in_part(1, 2))
    assert known() == (early, None)
    hear(shelf, Message.heartbeat(utc_text(early), 3).in_part(0, 2))
    for part in range(2):
        hear(shelf, Message.heartbeat(utc_text(noon), 4, agrees=False).in_part(part, 2))

    assert known() == (noon, early - pulse.LATER)


def test_a_part_that_is_there_no_more_is_not_waited_for_C2(shelf: Shelf) -> None:
    """A bus was made anew with fewer."""
    for part in range(2):
        hear(shelf, Message.heartbeat(utc_text(NOON - timedelta(days=1)), 3).in_part(part, 2))
    hear(shelf, Message.heartbeat(utc_text(NOON), 4).in_part(0, 1))

    with shelf.query(SwitchedOffView) as (rows, t):
        assert pulse.heard_at(rows, t) == NOON
