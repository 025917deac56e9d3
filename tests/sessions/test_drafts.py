"""The draft of a concern: how long it lasts, and that a date alone destroys it, for good (C2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import pytest

from services.sessions.domain.drafts import Draft, Drafted, ends_soon, last_day
from services.sessions.reactions.drafts import destroy_old_drafts
from services.sessions.views.drafts import Drafts
from shared.aside import Aside
from shared.keys import MemoryCustody
from shared.store import NotFound
from shared.tables import Place, Tables

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MONDAY, LAST = date(2026, 3, 2), date(2026, 3, 9)
DRAFT = Draft.begin(Drafted(words="What I saw."), NOON, "")


@dataclass
class Clock:
    now: datetime
    agrees: bool = True

    def clock(self) -> tuple[datetime, bool]:
        return self.now, self.agrees


@pytest.fixture
def aside(tmp_path: Path) -> Iterator[Aside]:
    made = Aside(Tables(Place(str(tmp_path)).open("drafts")), MemoryCustody())
    made.create_tables()
    yield made
    made.close()


def destroyed(aside: Aside, now: datetime, *, agrees: bool = True) -> int:
    nothing = cast("Any", None)
    return destroy_old_drafts(aside, cast("Any", Clock(now, agrees)), nothing, nothing, nothing)


def test_it_lies_there_for_so_many_days_C2() -> None:
    assert last_day(MONDAY, 7) == LAST


@pytest.mark.parametrize(("days", "soon"), [(3, False), (2, True), (0, True)])
def test_its_author_is_warned_before_it_goes_C2(days: int, soon: bool) -> None:
    assert ends_soon(LAST, LAST - timedelta(days=days)) is soon


def test_a_change_is_another_version_and_lasts_no_longer_C2() -> None:
    later = DRAFT.revised(Drafted(words="And heard."), NOON + timedelta(days=1))

    assert (later.version, later.begun_at) == (2, NOON)
    assert later.drafted.words == "And heard."


def test_an_opening_is_noted_in_it_and_is_no_other_version_C2() -> None:
    opened = DRAFT.opened_at(NOON).opened_at(NOON)

    assert (opened.version, opened.opened) == (1, (NOON, NOON))


def test_it_is_its_authors_alone_C2(aside: Aside) -> None:
    id, mine, theirs = uuid4(), Drafts(aside, "mine"), Drafts(aside, "theirs")
    mine.begin(id, DRAFT, LAST)

    assert [one.id for one in mine.all()] == [id]
    assert theirs.all() == []
    with pytest.raises(NotFound):
        theirs.one(id)
    assert not theirs.destroy(id)
    assert mine.one(id)[1] == DRAFT
    assert mine.destroy(id)
    with pytest.raises(NotFound):
        mine.one(id)


def test_what_another_device_wrote_meanwhile_is_not_written_over_C2(aside: Aside) -> None:
    id, drafts = uuid4(), Drafts(aside, "mine")
    drafts.begin(id, DRAFT, LAST)
    seen, _ = drafts.one(id)

    assert drafts.replace(seen, DRAFT.revised(Drafted(words="One."), NOON))
    assert not drafts.replace(seen, DRAFT.revised(Drafted(words="The other."), NOON))
    assert drafts.one(id)[1].drafted.words == "One."


def test_it_is_destroyed_when_its_last_day_is_over_for_every_agency_C2(aside: Aside) -> None:
    drafts = Drafts(aside, "mine")
    ids = [uuid4(), uuid4()]
    for id, until in zip(ids, (LAST, LAST + timedelta(days=1)), strict=True):
        drafts.begin(id, DRAFT, until)
    over = datetime(2026, 3, 10, 12, tzinfo=UTC)

    assert destroyed(aside, over - timedelta(microseconds=1)) == 0
    assert destroyed(aside, over) == 1
    assert [one.id for one in drafts.all()] == [ids[1]]


def test_nothing_is_destroyed_by_a_clock_that_no_other_bears_out_C2(aside: Aside) -> None:
    Drafts(aside, "mine").begin(uuid4(), DRAFT, LAST)

    assert destroyed(aside, datetime(2027, 1, 1, tzinfo=UTC), agrees=False) == 0
    assert destroyed(aside, datetime(2027, 1, 1, tzinfo=UTC)) == 1
