"""The diary lies in backups, comes back with its entries, and what was deleted of it does not come back (S7)."""

import json
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from services.house.backup.contents import MANIFEST
from services.house.building import House
from shared.settings import Settings
from shared.tables import Away
from tests.backup.given import backed_up, restored
from tests.edge.given import refused
from tests.edge.test_diary import TUESDAY, copied, deleted, ids, openings, written
from tests.house import Household, household


def key_of(path: str) -> str:
    return f"rk:{path.rpartition('/')[2]}"


def test_a_diary_comes_back_from_a_backup_with_what_it_said_and_who_opened_it_S7(
    home: Household, tmp_path: Path
) -> None:
    path = written(home)
    piece = copied(home, path)
    read = home.as_("maya").get(path).json()
    opened = openings(home)
    made = restored(tmp_path / "again", backed_up(home.house, tmp_path))

    with household(tmp_path / "again") as again:
        assert openings(again) == opened
        assert again.as_("maya").get(path).json() == read
        assert again.as_("maya").get(piece).json()["text"] == TUESDAY["text"]
        assert ids(again) == [path.rpartition("/")[2]]
        refused(again.as_("sam").get(path), 404)
    assert not any("diary" in name for name in made["positions"])


def test_a_backup_holds_the_diary_and_its_operator_is_not_told_how_much_of_it_S7(
    home: Household, tmp_path: Path
) -> None:
    written(home)
    taken = backed_up(home.house, tmp_path)

    with closing(sqlite3.connect(taken.events / "sessions" / "diary.db")) as rows:
        assert rows.execute("SELECT COUNT(*) FROM stored_events").fetchone() == (2,)
    assert "sessions.diary" in json.loads((taken.events / MANIFEST).read_bytes())["positions"]
    assert set(taken.positions) == {log.name for room in home.house.rooms.values() for log in room.published}


def test_what_was_deleted_before_or_after_a_backup_stays_erased_S7(home: Household, tmp_path: Path) -> None:
    before, after = written(home), written(home, text="Later.")
    assert deleted(home, before).status_code == 204
    taken = backed_up(home.house, tmp_path)
    assert deleted(home, after).status_code == 204
    restored(tmp_path / "again", taken, erased=home.house.erasures.path)

    with household(tmp_path / "again") as again:
        refused(again.as_("maya").get(before), 410, "erased")
        refused(again.as_("maya").get(after), 410, "erased")


def test_a_key_that_outlived_its_entry_is_destroyed_when_the_house_starts_again_S7(
    home: Household, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the house dies between the two, or an older key comes back."""
    path, room = written(home), home.house.rooms["sessions"]
    home.house.rooms["sessions"].end()

    def dies(_: str) -> None:
        raise Away("this process")

    monkeypatch.setattr(room.keys, "destroy", dies)
    refused(home.as_("maya").delete(path, headers={"If-Match": '"1"'}), 503)
    taken = backed_up(home.house, tmp_path)
    assert not room.keys.is_destroyed(key_of(path))
    restored(tmp_path / "again", taken)

    with household(tmp_path / "again") as again:
        assert again.house.rooms["sessions"].keys.is_destroyed(key_of(path)), "by the first round"
        assert key_of(path) in set(again.house.erasures.keys())
        refused(again.as_("maya").get(f"{path}?as_of=1"), 410, "erased")


def test_what_was_deleted_is_erased_after_a_restart_too_and_the_rest_is_there_S7(home: Household) -> None:
    path, kept = written(home), written(home, text="It stays.")
    assert deleted(home, path).status_code == 204
    data = home.house.settings.data
    home.house.close()

    with household(data) as again:
        refused(again.as_("maya").get(path), 410, "erased")
        assert again.as_("maya").get(kept).json()["text"] == "It stays."
        assert ids(again) == [kept.rpartition("/")[2]]


def test_a_house_from_before_there_was_a_diary_gets_an_empty_one(home: Household) -> None:
    data = home.house.settings.data
    home.house.close()
    for file in data.glob("sessions/diary.db*"):
        file.unlink()

    house = House(Settings(data=data), now=home.clock)
    try:
        log = next(log for log in house.rooms["sessions"].logs if log.name == "sessions.diary")
        assert (log.store.position(), log.published) == (0, False)
    finally:
        house.close()


def test_a_backup_from_before_there_was_this_service_is_restored_with_an_empty_diary(
    home: Household, tmp_path: Path
) -> None:
    taken = backed_up(home.house, tmp_path)
    for half in (taken.events, taken.keys):
        told = json.loads((half / MANIFEST).read_bytes())
        for name in [one for one in told["files"] if one.startswith("sessions/")]:
            del told["files"][name]
            (half / name).unlink()
        told["positions"] = {name: at for name, at in told["positions"].items() if "sessions" not in name}
        del told["check"]
        told["check"] = sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
        (half / MANIFEST).write_text(json.dumps(told, indent=1, sort_keys=True) + "\n")

    made = restored(tmp_path / "again", taken)

    assert made["positions"].keys() == {"agreements", "agreements.restricted", "directory"}
    with household(tmp_path / "again") as again:
        assert again.as_("maya").get("/diary").json() == []
        path = written(again)
        assert again.as_("maya").get(path).json()["text"] == TUESDAY["text"]
