"""A list is read along an index whoever reads it: however many sessions there are, nothing is sorted first (C5)."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from services.directory.relations import RelationsView
from services.sessions.views import Reader, SessionsView, Spell, Wanted, listed_sessions
from shared.feed.shelf import Shelf
from shared.identity import AgencyId, PersonId
from shared.tables import Place, Rows, Tables
from tests.sessions.acts import BEFORE, STARTS, SUPERVISOR

RELATIONS = RelationsView(over_the_bus=True)
SPELL = Spell(UUID(int=1), BEFORE, STARTS)
READERS = {
    "own": Reader(SUPERVISOR),
    "of an agency": Reader(SUPERVISOR, oversees=(AgencyId(UUID(int=21)),)),
    "of an agreement": Reader(SUPERVISOR, supervises_under=(UUID(int=1),)),
    "of days that they cover": Reader(SUPERVISOR, will_cover=(SPELL,)),
    "who covered": Reader(SUPERVISOR, covers=(SPELL, replace(SPELL, over_at=BEFORE))),
    "an agency supervisor": Reader(SUPERVISOR, supervises_at=(AgencyId(UUID(int=21)),)),
}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    made = Shelf(Tables(Place(str(tmp_path)).open("views")))
    made.create_tables()
    for view in (SessionsView(), RELATIONS):
        made.prepare(view)
    return made


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted({}),
        Wanted({"status": "scheduled"}),
        Wanted({}, since=BEFORE, until=STARTS),
        Wanted({}, after=("2026-03-10T14:00:00.000000Z", str(UUID(int=9)))),
    ],
    ids=["all", "to come", "between", "further on"],
)
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_a_page_is_read_along_an_index_and_never_sorted_S2(
    reader: Reader, wanted: Wanted, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, tuple[Any, ...]]] = []
    plainly = Rows.all

    def noted(self: Rows, sql: str, *params: Any) -> Any:
        asked.append((sql, params))
        return plainly(self, sql, *params)

    monkeypatch.setattr(Rows, "all", noted)
    listed_sessions(shelf, RELATIONS, reader, wanted, 50)
    pages = [(sql, params) for sql, params in asked if "ORDER BY starts, id" in sql]
    to_come = "next_by_" if wanted.filters.get("status") else "by_"

    assert len(pages) == 3 + sum(map(len, (reader.oversees, reader.supervises_under, reader.will_cover)))
    with shelf.tables.read() as rows:
        for sql, params in pages:
            (step,) = [row["detail"] for row in plainly(rows, f"EXPLAIN QUERY PLAN {sql}", *params)]
            assert step.startswith(f"SEARCH sessions_v{SessionsView.version}_g1_rows USING INDEX")
            assert to_come in step


def test_whoever_sees_a_session_in_two_ways_sees_it_once_S2(shelf: Shelf) -> None:
    person, agency = PersonId(UUID(int=5)), AgencyId(UUID(int=21))
    with shelf.tables.write() as rows:
        t = shelf.beside(rows, SessionsView)
        for number in range(5):
            rows.do(
                f"INSERT INTO {t('rows')} (id, agreement, worker, supervisor, agency, placement, format, modality, "
                "starts, minutes, status, set_starts, set_minutes, set_modality) "
                "VALUES (?, 'a', ?, 's', ?, 'p', 'one-to-one', 'video', ?, 60, 'held', 's', 60, 'video')",
                *(str(number), str(person), str(agency), f"2026-03-0{5 - number}T10:00:00.000000Z"),
            )
    reader = Reader(person, oversees=(agency,))

    pages = [listed_sessions(shelf, RELATIONS, reader, Wanted({}), 2)]
    last = pages[0][1]
    pages.append(listed_sessions(shelf, RELATIONS, reader, Wanted({}, after=(last["starts"], last["id"])), 2))

    assert [[row["id"] for row in page] for page in pages] == [["4", "3", "2"], ["2", "1", "0"]]
