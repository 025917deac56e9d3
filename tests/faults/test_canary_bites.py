"""What looks for erased words finds them in a house that erases carelessly, and nothing in one that does not (C5)."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from services.house.building import House
from shared.keys import Keys, traces
from shared.settings import Settings
from tests.faults.canary import Canary
from tests.faults.canary_diary import life_of_a_goal
from tests.faults.canary_erasing import Erasing
from tests.faults.loot import Loot
from tests.faults.thief import Thief
from tests.house import Household


@pytest.fixture
def erasing(home: Household) -> Erasing:
    """A house in which one goal holds markers."""
    people = {handle: {"id": home.person(handle)} for handle in home.demo.people}
    canary = Canary(lambda who, _: home.as_(who), people, str(home.demo.agencies["harbour"]))
    life_of_a_goal(canary)
    return Erasing(canary, Thief(Loot(home.house.settings)))


def test_an_erased_goal_is_nowhere_and_what_was_not_erased_opens_C5(
    erasing: Erasing, home: Household
) -> None:
    data = home.house.settings.data

    erasing.all_of("goal")

    assert erasing.gone().keys() == erasing.asked
    assert len(erasing.lost()) > 10
    assert not erasing.lies_about(data)
    assert not erasing.still_opens()
    assert erasing.opens_as_before(), "the search finds what is there"


def test_a_key_left_in_a_log_of_writes_is_found_and_opens_what_was_erased(
    erasing: Erasing, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(traces, "cut", lambda _tables: None)

    erasing.all_of("goal")

    assert erasing.gone().keys() == erasing.asked
    assert erasing.lies_about(home.house.settings.data) == erasing.asked
    assert erasing.still_opens().keys() == erasing.asked


def test_a_key_that_is_only_said_to_be_destroyed_is_found(
    erasing: Erasing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Keys, "destroy_listed", _only_said)

    erasing.all_of("goal")

    assert not erasing.gone().keys() & erasing.asked


def _only_said(keys: Keys, erased: Mapping[str, str]) -> int:
    with keys._tables.write() as rows:
        for key_id, at in erased.items():
            rows.do("UPDATE keys SET destroyed_at = ? WHERE id = ?", at, key_id)
    return len(erased)


def test_a_house_that_died_in_between_leaves_no_key_in_a_log_of_writes_once_it_starts_again(
    erasing: Erasing, home: Household, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    after = tmp_path / "after"
    with monkeypatch.context() as patch:
        patch.setattr(traces, "cut", lambda _tables: None)
        erasing.all_of("goal")
        shutil.copytree(home.house.settings.data, after, ignore=shutil.ignore_patterns("*.sock"))
    assert erasing.lies_about(after) == erasing.asked

    house = House(Settings(data=after), now=home.clock)
    try:
        assert erasing.lies_about(after) == set(), "before anybody asks it anything"
    finally:
        house.close()
