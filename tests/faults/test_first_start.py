"""A house that is killed at its very first start, while it is made and filled, starts the next time."""

from __future__ import annotations

import json
import random
from pathlib import Path
from time import sleep

import pytest

from services.house.building import House
from services.house.said import CannotOpen
from shared.settings import Settings
from tests.faults.forge import forge

TRIES = 8


def test_a_house_killed_while_it_was_being_filled_opens_the_next_time(tmp_path: Path) -> None:
    dice = random.Random(20260302)
    with forge(tmp_path / "said") as made:
        for number in range(TRIES):
            data = tmp_path / f"house {number}"
            pid = made.begin(data)
            sleep(dice.uniform(0.05, 0.6))
            made.kill(pid)
            house = made.house(data)
            assert len(house.people()) == 16, f"try {number}: everybody is there, once"
            made.stop(house)


@pytest.mark.parametrize("secret", ["custody.json", "link"])
def test_a_secret_whose_writing_was_cut_off_is_never_taken_for_one(tmp_path: Path, secret: str) -> None:
    """The machine went dark between making the file and filling it: nothing is sealed or linked under it yet."""
    (tmp_path / secret).touch(mode=0o600)
    try:
        house = House(Settings(data=tmp_path))
    except CannotOpen:
        return
    assert len(house.link_secret) == 32
    assert len(json.loads((tmp_path / "custody.json").read_text())) == 1
    house.close()
