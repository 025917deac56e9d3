"""How far a long command is: on standard error, so that what it prints can be read by another program."""

from pathlib import Path

import pytest

from services.house.commands.progress import progress

SERVICES = Path(__file__).parents[2] / "services"


def test_bars_are_told_on_standard_error_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress() as further:
        further("Storing", 1, 2)
        further("Storing", 2, 2)

    told = capsys.readouterr()
    assert told.out == ""
    assert "Storing" in told.err
    assert "100 %" in told.err


def test_a_command_with_nothing_to_do_shows_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with progress():
        pass

    assert capsys.readouterr() == ("", "")


def test_all_commands_show_the_same_bars() -> None:
    found = [path for path in SERVICES.rglob("*.py") if "BarColumn" in path.read_text("utf-8")]

    assert [path.name for path in found] == ["progress.py"]
