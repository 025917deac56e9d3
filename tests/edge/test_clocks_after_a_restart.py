"""After a restart the time of a house goes on from the highest that was recorded anywhere in it (C2)."""

from datetime import timedelta
from pathlib import Path

from services.house.building import House
from shared.settings import Settings
from tests.house import START, Clock, Filled


def bears_out(data: Path, days: int) -> set[bool]:
    """Whether the other clocks of its logs bear that time out, when the house is opened at it."""
    house = House(Settings(data=data), now=Clock(START + timedelta(days=days)))
    try:
        return {log.store.clock()[1] for room in house.rooms.values() for log in room.logs}
    finally:
        house.close()


def test_a_log_in_which_nothing_was_recorded_lately_knows_from_the_others_how_late_it_was_C2(
    first_house: Filled, tmp_path: Path
) -> None:
    data = tmp_path / "house"
    with first_house.copied(data) as home:
        home.clock.move(days=40)
        addenda = f"/agreements/{home.demo.agreements['maya-sam']}/addenda"
        assert home.as_("maya").post(addenda, json={"text": "In July too."}).status_code == 201

    assert bears_out(data, 10) == {False}
    assert bears_out(data, 40) == {True}
    assert bears_out(data, 70) == {True}, "nothing tells how long it was closed"
