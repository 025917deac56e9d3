"""What every test may use: the real servers, and a house."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import Household, household

pytest_plugins = ["tests.servers.plugin"]
collect_ignore = (
    [] if os.environ.get("ALONGSIDE_SOAK") else ["production/test_restored_to_an_earlier_time.py"]
)
"""What takes minutes is run by `make soak`."""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Household]:
    """A house of one's own."""
    with household(tmp_path / "house") as made:
        yield made


@pytest.fixture(scope="module")
def shared_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    """A house for all tests of a file that leave it as they found it, or don't mind."""
    with household(tmp_path_factory.mktemp("shared") / "house") as made:
        yield made
