"""What every test may use: the real servers, and a house."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import Household, household

pytest_plugins = ["tests.servers.plugin"]


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
