"""What is only a copy of the logs may be lost: topics and lists are made anew, and hold what they held."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.test_kills import contents
from tests.house import Household, household


@pytest.mark.parametrize("lost", [["bus"], ["views"], ["bus", "views"]], ids=" and ".join)
def test_topics_that_were_lost_are_filled_again_and_nothing_is_counted_twice(
    tmp_path: Path, lost: list[str]
) -> None:
    with household(tmp_path) as home:
        before = everything(home)
    for name in lost:
        for file in tmp_path.rglob(f"{name}.db*"):
            file.unlink()

    with household(tmp_path) as home:
        assert everything(home) == before
        assert len(home.as_("maya").get("/agreements").json()) > 1


def everything(home: Household) -> dict[str, dict[str, list[str]]]:
    """The rows of every view, and of every topic how many records it holds, once dates set off nothing more."""
    home.rest()
    bus = home.house.bus
    with bus._tables.read() as rows:  # type: ignore[attr-defined]
        found = rows.all(
            "SELECT topic, COUNT(DISTINCT value) AS many FROM messages WHERE key <> 'heartbeat' GROUP BY topic"
        )
    views = {
        f"{name}.{view.name}": contents(room.shelf, room.shelf.prepare(view), view)
        for name, room in home.house.rooms.items()
        for view in room.views
    }
    return views | {"topics": {row["topic"]: [str(row["many"])] for row in found}}
