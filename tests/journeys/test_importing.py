"""`alongside import people`: as HR types it, on a house that runs (D6)."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.house.asking import ask
from shared.settings import Settings
from tests.running import ALONGSIDE, Running, running

ROSTERS = Path(__file__).parents[1] / "rosters"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("importing") / "data", "--demo") as made:
        yield made


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    """The twelve people of Harbour, as their sheet would be saved."""
    lines = (ROSTERS / "clean.csv").read_text().splitlines()[:13]
    path = tmp_path / "roster.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8-sig")
    return path


def run(house: Running, file: Path, *options: str, said: str = "") -> subprocess.CompletedProcess[str]:
    command: list[str | Path] = [ALONGSIDE, "import", "people", file, "--data", house.data]
    return subprocess.run(
        [*command, *options], input=said, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_roster_is_shown_asked_for_applied_and_done_D6(house: Running, roster: Path) -> None:
    tomasz = ("--as", "tomasz")
    shown = run(house, roster, *tomasz, "--dry-run")
    declined = run(house, roster, *tomasz, said="n\n")
    asked = json.loads(run(house, roster, *tomasz, "--dry-run", "--json").stdout)
    applied = run(house, roster, *tomasz, said="y\n")
    again = run(house, roster, *tomasz, "--yes")

    assert shown.stdout.strip() == declined.stdout.strip()
    assert "New: 12\n  line 2: person, role agency_supervisor\n" in shown.stdout
    assert len(asked["new"]) == 12
    assert "12 people were stored." in applied.stdout
    assert "100 %" in applied.stderr
    assert "New: 0\nChanged: 0\nLeavers: 0\nUnchanged: 12\n" in again.stdout
    assert "were stored" not in again.stdout
    assert [one.returncode for one in (shown, declined, applied, again)] == [0] * 4


def test_leavers_are_asked_for_by_name_D6(house: Running, tmp_path: Path) -> None:
    header, *people = (ROSTERS / "clean.csv").read_text().splitlines()
    lantern, rowan = [one for one in people if "Lantern" in one], ("--as", "rowan")
    whole, shorter = tmp_path / "whole.csv", tmp_path / "shorter.csv"
    whole.write_text("\n".join((header, *lantern)))
    shorter.write_text("\n".join((header, *lantern[:-1])))
    assert run(house, whole, *rowan, "--yes").returncode == 0

    leaving = ("--full-snapshot", "--last-day", "2026-12-01", "--dry-run")
    shown = run(house, shorter, *rowan, *leaving).stdout

    assert "  Clara Weiss: end of role worker, end of placement\n" in shown
    assert "  Sam Okoro: end of role peer_supervisor, end of role worker, end of placement\n" in shown
    assert "    keeps until a privacy officer ends it: privacy_officer\n" in shown  # Ines supervises, too


def test_every_fault_is_said_and_nothing_else_happens_D6(house: Running) -> None:
    refused = run(house, ROSTERS / "faulty.csv", "--as", "rowan", "--yes")

    assert refused.returncode == 1
    assert "line 5: work_email is no e-mail address\n" in refused.stderr
    assert refused.stderr.endswith("Nothing of this file was taken: some of its lines do not meet a rule.\n")
    assert refused.stdout == ""


def test_what_cannot_be_sent_is_told_in_a_sentence(house: Running, roster: Path, tmp_path: Path) -> None:
    latin = tmp_path / "latin.csv"
    latin.write_bytes("employee_number,name\n1,René\n".encode("latin-1"))

    for file, options, sentence in (
        (latin, ("--as", "tomasz"), "This file is not UTF-8."),
        (roster, (), "Say as whom:"),
        (roster, ("--as", "maya"), "HR and privacy officers import a roster"),
        (roster, ("--as", "tomasz", "--address", "http://127.0.0.1:1"), "The house does not answer."),
    ):
        done = run(house, file, *options)
        assert (done.returncode, done.stdout) == (1, ""), sentence
        assert sentence in done.stderr


def test_a_house_elsewhere_is_found_by_its_address_D6(
    house: Running, roster: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ALONGSIDE_TOKEN", str(ask(Settings(data=house.data), "token", handle="tomasz")))
    away = Running(house.process, tmp_path / "no-house")

    found = run(away, roster, "--address", house.address, "--dry-run")

    assert "Unchanged: " in found.stdout, found.stderr


def test_who_may_not_look_into_the_houses_folder_finds_it_where_the_settings_say_D6(
    house: Running, roster: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ALONGSIDE_TOKEN", str(ask(Settings(data=house.data), "token", handle="tomasz")))
    monkeypatch.setenv("ALONGSIDE_PORT", house.address.rpartition(":")[2])
    shut = Settings(data=tmp_path / ("a-folder-too-long-for-a-socket-" * 4)).socket
    shut.parent.mkdir()
    shut.touch()  # what nobody can connect to, whoever runs the tests

    found = run(Running(house.process, shut.parent), roster, "--dry-run")

    assert "Unchanged: " in found.stdout, found.stderr
