"""What a start that cannot be says: a sentence with what to do, and nothing is left running."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from tests.running import ALONGSIDE, Running, running


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("starting") / "data") as made:
        yield made


def said(data: Path, port: int = 0) -> str:
    """What a start says that comes to nothing."""
    told = [str(ALONGSIDE), "up", "--port", str(port), "--data", str(data)]
    done = subprocess.run(told, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    return done.stderr


def test_where_the_port_is_taken_another_is_asked_for(house: Running, tmp_path: Path) -> None:
    port = urlsplit(house.address).port or 0

    told = said(tmp_path / "other", port)

    assert told.startswith(f"Port {port} on 127.0.0.1 cannot be had (")
    assert "Choose another with --port, or 0 for a free one." in told


def test_a_second_house_on_the_same_data_is_told_of_the_first(house: Running) -> None:
    told = said(house.data)

    assert told.startswith(f"A house is already running on {house.data}. ")
    assert "stop it first, or give another folder with --data" in told


def test_where_nothing_can_be_written_another_folder_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    for data in (file, file / "within"):
        told = said(data)

        assert told.startswith(f"The folder {data} cannot be written (")
        assert "Choose another with --data, or mend its permissions." in told


def test_the_first_goes_on_as_if_nothing_had_been_tried(house: Running) -> None:
    said(house.data)

    assert house.process.poll() is None
    assert httpx2.get(house.address).status_code == 200


def test_it_stops_cleanly_and_starts_on_the_same_data_again(tmp_path: Path) -> None:
    for _ in range(2):
        with running(tmp_path / "data") as made:
            assert made.stop() == 0
