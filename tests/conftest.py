"""What every test may use: the real servers, and a house."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.house import Filled, Household, filled

settings.register_profile("house", deadline=None)  # how fast a machine is, is for `make bench`
settings.load_profile("house")
pytest_plugins = ["tests.servers.plugin", "tests.shape.numbers"]
collect_ignore = (
    []
    if os.environ.get("ALONGSIDE_SOAK")
    else ["production/test_restored_to_an_earlier_time.py", "sessions/test_concern_machine_bites.py"]
)
"""What takes minutes is run by `make soak`."""


@pytest.fixture(scope="session")
def first_house(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """What the others are copies of."""
    return filled(tmp_path_factory.mktemp("first") / "house")


@pytest.fixture
def home(first_house: Filled, tmp_path: Path) -> Iterator[Household]:
    """A house of one's own."""
    with first_house.copied(tmp_path / "house") as made:
        yield made


@pytest.fixture(scope="module")
def shared_home(first_house: Filled, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    """A house for all tests of a file that leave it as they found it, or don't mind."""
    with first_house.copied(tmp_path_factory.mktemp("shared") / "house") as made:
        yield made
