"""Restoring refuses whatever is not whole, does not belong together or would be lost; what was erased stays erased (C1)."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from services.house.backup.contents import MANIFEST
from services.house.backup.filling import fill
from services.house.building import House
from services.house.erasures import Entry, Erasures
from shared.keys import Erased
from shared.settings import Settings
from tests.backup.given import Taken, alongside, backed_up, refused, restored
from tests.faults.test_custody_away import draft
from tests.house import Household, household

SOAK = bool(os.environ.get("ALONGSIDE_SOAK"))


@dataclass
class Past:
    """A house that was backed up, then lost two keys and gained an agreement; its folder is gone now, its list is not."""

    at: Path
    taken: Taken
    later: Taken
    erased: dict[str, str]
    """By whose they were: an agreement's key, a person's key."""
    wrapped: list[bytes]
    home: Household
    own_list: Path

    def copy(self, to: Path) -> Taken:
        """The backup once more, for a test to spoil, with no list beside it."""
        for half in (self.taken.events, self.taken.keys):
            shutil.copytree(half, to / half.parent.name / half.name)
        return replace(
            self.taken,
            events=to / "events" / self.taken.events.name,
            keys=to / "keys" / self.taken.keys.name,
        )


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> Past:
    at = tmp_path_factory.mktemp("past")
    with household(at / "house") as home:
        taken = backed_up(home.house, at)
        erased = {
            "maya-sam": f"rk:{home.demo.agreements['maya-sam']}",
            "jordan": f"pk:{home.person('jordan')}",
        }
        wrapped = [of_key(home, id) for id in erased.values()]
        home.clock.move(seconds=60)
        for room, id in (("agreements", erased["maya-sam"]), ("directory", erased["jordan"])):
            home.house.rooms[room].keys.destroy(id)
        home.as_("maya").get("/people/me")
        home.settle()
        own_list = shutil.copy(home.house.erasures.path, at / "list as it was last.jsonl")
        home.clock.move(seconds=60)
        later = backed_up(home.house, at / "later")
    return Past(at, taken, later, erased, wrapped, home, Path(own_list))


def of_key(home: Household, id: str) -> bytes:
    """The wrapped key, as its store has it."""
    for room in home.house.rooms.values():
        with room.keys._tables.read() as rows:
            row = rows.one("SELECT wrapped FROM keys WHERE id = ?", id)
        if row:
            return str(row["wrapped"]).encode()
    raise AssertionError(id)


def answers(again: Household, past: Past) -> dict[str, int]:
    agreement = f"/agreements/{past.home.demo.agreements['maya-sam']}"
    return {
        "terms": again.as_("maya").get(f"{agreement}/terms").status_code,
        "agreement": again.as_("maya").get(agreement).status_code,
        "another": again.as_("maya")
        .get(f"/agreements/{past.home.demo.agreements['maya-petra']}/terms")
        .status_code,
        "jordan": again.as_("tomasz").get(f"/people/{past.home.person('jordan')}").status_code,
    }


def test_keys_erased_after_the_backup_stay_erased(past: Past, tmp_path: Path) -> None:
    made = restored(tmp_path / "again", past.taken, erased=past.own_list)
    assert made["erased_again"] == 2
    for file in (tmp_path / "again").rglob("*"):
        if file.is_file():
            assert not [one for one in past.wrapped if one in file.read_bytes()], (
                f"{file} still holds the wrapped key"
            )
    with household(tmp_path / "again") as again:
        told = answers(again, past)
        assert told == {"terms": 410, "agreement": 200, "another": 200, "jordan": told["jordan"]}
        assert (
            "erased"
            in again.as_("maya").get(f"/agreements/{past.home.demo.agreements['maya-sam']}/terms").text
        )
        with pytest.raises(Erased):
            again.house.rooms["directory"].keys.use(past.erased["jordan"])
    assert Erasures(tmp_path / "again" / "erased.jsonl").keys().keys() == set(past.erased.values()), (
        "it goes on"
    )


def test_the_list_beside_the_backups_of_keys_is_found(past: Past, tmp_path: Path) -> None:
    """It was brought up to date by the later backup, as each does."""
    taken = past.copy(tmp_path)
    shutil.copy(past.at / "later" / "keys" / "erased.jsonl", taken.keys.parent)
    made = restored(tmp_path / "again", taken)
    assert made["erased_again"] == 2
    assert made["list_until"] >= past.later.moment


def test_the_list_that_the_settings_name_is_heeded_and_goes_on(past: Past, tmp_path: Path) -> None:
    kept = tmp_path / "usb" / "erased.jsonl"
    kept.parent.mkdir()
    shutil.copy(past.own_list, kept)
    assert restored(tmp_path / "again", past.copy(tmp_path), kept_list=kept)["erased_again"] == 2
    assert not (tmp_path / "again" / "erased.jsonl").exists()
    assert Erasures(kept).entries() == Erasures(past.own_list).entries()
    house = House(Settings(data=tmp_path / "again", erased=kept))
    with pytest.raises(Erased):
        house.rooms["agreements"].keys.use(past.erased["maya-sam"])
    house.close()


def test_without_a_list_it_is_refused_and_says_what_that_would_mean(past: Past, tmp_path: Path) -> None:
    taken = past.copy(tmp_path)
    refused(tmp_path / "again", taken, "keys that were erased after 2026-03-02T15:00:00.000000Z come back")
    refused(tmp_path / "again", taken, "There is no list of erasures at", erased=tmp_path / "none.jsonl")


def test_who_has_no_list_any_more_restores_all_the_same_and_reads_what_is_back(
    past: Past, tmp_path: Path
) -> None:
    taken = past.copy(tmp_path)
    done = alongside(
        "restore", taken.events, taken.keys, "--without-erasures-list", "--data", tmp_path / "again"
    )
    assert done.returncode == 0, done.stderr
    assert f"keys that were erased after {taken.moment} are back" in done.stdout
    assert "can be read again" in done.stdout
    with household(tmp_path / "again") as again:
        assert answers(again, past)["terms"] == 200


def test_a_list_that_ends_before_the_backup_is_no_list_of_it(past: Past, tmp_path: Path) -> None:
    older = Erasures(tmp_path / "older.jsonl")
    older.append(
        [
            Entry(past.taken.moment, "backup", "20250101T000000.000000Z"),
            Entry(past.taken.moment, "erased", past.erased["maya-sam"]),
        ]
    )
    taken = past.copy(tmp_path)
    refused(tmp_path / "again", taken, "No list of erasures knows of this backup", erased=older.path)
    made = restored(tmp_path / "again", taken, erased=older.path, without_list=True)
    assert (made["erased_again"], made["list_until"]) == (1, None), "what can be known is heeded all the same"


def test_a_damaged_list_is_refused(past: Past, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt.jsonl"
    spoilt.write_bytes(past.own_list.read_bytes().replace(b"rk:", b"rK:", 1))
    taken = past.copy(tmp_path)
    refused(tmp_path / "again", taken, r"Line \d+ of the list of erasures .* was damaged", erased=spoilt)
    assert restored(tmp_path / "again", taken, erased=spoilt, without_list=True)["list_until"] is None


def test_a_later_backup_holds_no_key_erased_before_it_in_any_corner_of_its_files(
    past: Past, tmp_path: Path
) -> None:
    for file in past.later.keys.rglob("*"):
        if file.is_file():
            assert not [one for one in past.wrapped if one in file.read_bytes()], file
    made = restored(tmp_path / "again", past.later)
    assert made["erased_again"] == 0
    with household(tmp_path / "again") as again:
        assert answers(again, past)["terms"] == 410


def test_older_events_open_with_the_keys_of_a_later_backup(past: Past, tmp_path: Path) -> None:
    made = restored(tmp_path / "again", replace(past.taken, keys=past.later.keys))
    assert made["positions"] == past.taken.positions
    with household(tmp_path / "again") as again:
        assert answers(again, past)["another"] == 200


def test_events_are_not_restored_with_keys_from_before_them(past: Past, tmp_path: Path) -> None:
    with household(past_house(past, tmp_path)) as home:
        home.clock.move(minutes=10)
        assert draft(home).status_code == 201
        newer = backed_up(home.house, tmp_path / "newer")
    older = replace(newer, keys=past.later.keys)
    refused(tmp_path / "again", older, "The keys of 1 records in the events are not among these keys")


def past_house(past: Past, to: Path) -> Path:
    restored(to / "going on", past.later)
    return to / "going on"


def test_keys_of_another_house_are_refused(past: Past, tmp_path: Path) -> None:
    with household(tmp_path / "another") as another:
        other = backed_up(another.house, tmp_path / "other")
    refused(tmp_path / "again", replace(past.taken, keys=other.keys), "of another house than these events")


def test_the_wrong_root_is_refused_before_anything_is_made(past: Past, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    House(Settings(data=tmp_path / "other")).close()
    wrong = tmp_path / "other" / "custody.json"
    refused(
        tmp_path / "again",
        past.taken,
        "is not the root under which the keys",
        erased=past.own_list,
        custody=wrong,
    )


def test_it_goes_into_an_empty_folder_only(past: Past, tmp_path: Path) -> None:
    (tmp_path / "again").mkdir()
    assert restored(tmp_path / "again", past.taken, erased=past.own_list)["data"]
    refused(
        tmp_path / "again", past.taken, "is not empty, and nothing is restored over", erased=past.own_list
    )
    (tmp_path / "file").touch()
    refused(tmp_path / "file", past.taken, "is not empty", erased=past.own_list)


def test_a_folder_that_fills_meanwhile_is_left_as_it_is(
    past: Past, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*told: Any) -> None:
        fill(*told)
        (tmp_path / "again").mkdir()
        (tmp_path / "again" / "somebody's").touch()

    monkeypatch.setattr("services.house.backup.restoring.fill", meanwhile)
    with pytest.raises(Exception, match="cannot be filled"):
        restored(tmp_path / "again", past.taken, erased=past.own_list)
    assert [path.name for path in tmp_path.rglob("*")] == ["again", "somebody's"]


@pytest.mark.parametrize("half", ["events", "keys"])
def test_one_bit_that_flipped_in_any_file_is_found(past: Past, tmp_path: Path, half: str) -> None:
    dice = random.Random(20260302)
    taken = past.copy(tmp_path)
    folder = getattr(taken, half)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        sound = file.read_bytes()
        all_of_it = range(len(sound) * 8)
        for bit in all_of_it if SOAK and len(sound) < 200 else dice.sample(all_of_it, 60):
            altered = bytearray(sound)
            altered[bit // 8] ^= 1 << bit % 8
            file.write_bytes(altered)
            refused(
                tmp_path / "again", taken, "damaged or altered|made by a later version", erased=past.own_list
            )
        file.write_bytes(sound)
    assert restored(tmp_path / "again", taken, erased=past.own_list)["positions"] == taken.positions


def test_a_file_that_is_missing_or_cut_off_is_found(past: Past, tmp_path: Path) -> None:
    for number, name in enumerate(("events", "keys")):
        for file in sorted(path for path in getattr(past.taken, name).rglob("*") if path.is_file()):
            taken = past.copy(tmp_path / f"{number}{file.name}{file.parent.name}")
            spoilt = getattr(taken, name) / file.relative_to(getattr(past.taken, name))
            os.truncate(spoilt, file.stat().st_size // 2)
            refused(tmp_path / "again", taken, "damaged or altered", erased=past.own_list)
            spoilt.unlink()
            refused(tmp_path / "again", taken, "is missing|is no backup", erased=past.own_list)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": 2}, "made by a later version of the house"),
        ({"positions": {"agreements": 1, "directory": 1, "séances": 1}}, "which this version does not know"),
        ({"half": "everything"}, "damaged or altered"),
        ({"files": {"../../outside": {"sha256": "0", "bytes": 1}}}, "damaged or altered"),
    ],
)
def test_a_manifest_that_says_something_else_is_refused(
    past: Past, tmp_path: Path, change: dict[str, Any], sentence: str
) -> None:
    """Even one that somebody made fit."""
    taken = past.copy(tmp_path)
    told = json.loads((taken.events / MANIFEST).read_text()) | change
    del told["check"]
    told["check"] = sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    (taken.events / MANIFEST).write_text(json.dumps(told, indent=1, sort_keys=True) + "\n")
    refused(tmp_path / "again", taken, sentence, erased=past.own_list)


def test_the_two_halves_the_wrong_way_round_are_told_apart(past: Past, tmp_path: Path) -> None:
    refused(
        tmp_path / "again", replace(past.taken, events=past.taken.keys, keys=past.taken.events), "holds keys"
    )


def test_who_names_the_folder_of_backups_is_told_the_newest_in_it(past: Past, tmp_path: Path) -> None:
    named = replace(past.taken, events=past.taken.events.parent)
    refused(tmp_path / "again", named, f"the newest in it is .*{past.taken.events.name}")
    refused(tmp_path / "again", replace(past.taken, keys=tmp_path), "is no backup")


def test_a_restored_house_can_be_backed_up_and_restored_again(past: Past, tmp_path: Path) -> None:
    restored(tmp_path / "again", past.taken, erased=past.own_list)
    with household(tmp_path / "again") as again:
        again.clock.move(hours=1)
        taken = backed_up(again.house, tmp_path)
    assert restored(tmp_path / "third", taken)["erased_again"] == 0
    with household(tmp_path / "third") as third:
        assert answers(third, past)["terms"] == 410


def test_every_file_of_it_is_whole(past: Past, tmp_path: Path) -> None:
    restored(tmp_path / "again", past.taken, erased=past.own_list)
    files = sorted((tmp_path / "again").rglob("*.db"))
    assert len(files) == 14
    for file in files:
        with closing(sqlite3.connect(file)) as rows:
            assert rows.execute("PRAGMA integrity_check").fetchone() == ("ok",), file
    assert not [*(tmp_path / "again").rglob("*-wal"), *(tmp_path / "again").rglob("*.unfinished")]


def test_a_backup_from_before_there_was_a_restricted_log_is_restored_with_an_empty_one(
    past: Past, tmp_path: Path
) -> None:
    """Its keys may be of a later backup, which knows of that log."""
    taken = past.copy(tmp_path)
    for half, file in ((taken.events, "agreements/restricted.db"), (taken.keys, None)):
        told = json.loads((half / MANIFEST).read_text())
        del told["check"], told["positions"]["agreements.restricted"]
        if file:
            del told["files"][file]
            (half / file).unlink()
        told["check"] = sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
        (half / MANIFEST).write_text(json.dumps(told, indent=1, sort_keys=True) + "\n")

    for number, older in enumerate((taken, replace(taken, keys=past.later.keys))):
        made = restored(tmp_path / f"again {number}", older, erased=past.own_list)

        assert made["positions"].keys() == {"agreements", "directory", "sessions", "sessions.restricted"}
        with household(tmp_path / f"again {number}") as again:
            assert again.as_("maya").get("/difficulties").json() == []
            assert answers(again, past)["another"] == 200
            again.demo = past.home.demo
            told = {"agreement": str(past.home.demo.agreements["maya-petra"]), "about": "difficulty"}
            raised = again.as_("maya").post("/difficulties", json=told | {"words": "Now it can be said."})
            assert raised.status_code == 201, raised.text


def test_what_the_restricted_log_held_needs_its_keys_too(past: Past, tmp_path: Path) -> None:
    taken = past.copy(tmp_path)
    named = str(past.home.demo.restricted["difficulty"])
    with closing(sqlite3.connect(taken.keys / "agreements" / "keys.db")) as rows:
        rows.execute("DELETE FROM keys WHERE id = ?", (f"rk:{named}",))
        rows.commit()
    manifest = taken.keys / MANIFEST
    told = json.loads(manifest.read_text())
    raw = (taken.keys / "agreements" / "keys.db").read_bytes()
    told["files"]["agreements/keys.db"] = {"sha256": sha256(raw).hexdigest(), "bytes": len(raw)}
    del told["check"]
    told["check"] = sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    manifest.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n")

    refused(tmp_path / "again", taken, "The keys of 1 records in the events", erased=past.own_list)
