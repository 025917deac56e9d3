"""A backup holds a house as it was at one moment, its two halves apart, and the house made from it answers the same."""

from __future__ import annotations

import json
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from services.house.backup import take
from services.house.backup.contents import Contents
from services.house.backup.folders import unfinished
from services.house.building import House
from services.house.manifest import LOGS, UNTOLD
from services.house.said import Said
from shared.settings import Settings
from tests.backup.given import alongside, backed_up, refused, restored, silent
from tests.faults.test_kills import contents
from tests.house import Household, household
from tests.running import running

PEOPLE = ("maya", "jordan", "sam", "petra", "ines", "rowan", "tomasz", "dilip", "nora", "wren")


def answers(home: Household) -> dict[str, Any]:
    """What everybody is told, of what there is and of what they may not know."""
    paths = ["/agreements", "/people/me"]
    for id in home.demo.agreements.values():
        paths += [f"/agreements/{id}", f"/agreements/{id}/history", f"/agreements/{id}/terms"]
    for kind, id in home.demo.restricted.items():
        place = {"difficulty": "/difficulties", "disconnect": "/disconnects"}[kind]
        paths += [place, f"{place}/{id}", f"{place}/{id}/history", f"{place}/{id}/words"]
    return {
        f"{who} {path}": (
            answer.status_code,
            answer.text if "terms" in path or "words" in path else answer.json(),
        )
        for who in PEOPLE
        for path in paths
        for answer in [home.as_(who).get(path)]
    }


def rows(home: Household) -> dict[str, dict[str, list[str]]]:
    """Every view of every service, without the accounting of who read what meanwhile."""
    return {
        f"{name}.{view.name}": contents(room.shelf, room.shelf.prepare(view), view)
        for name, room in home.house.rooms.items()
        for view in room.views
    }


def logs(house: House) -> dict[str, list[tuple[int, bytes]]]:
    return {log.name: log.store.read(0, 10**6) for room in house.rooms.values() for log in room.logs}


def test_a_restored_house_holds_the_same_and_answers_the_same(tmp_path: Path) -> None:
    with household(tmp_path / "house") as home:
        taken, stored, views = backed_up(home.house, tmp_path), logs(home.house), rows(home)
        told = answers(home)

    made = restored(tmp_path / "again", taken)

    assert (made["moment"], made["positions"]) == (taken.moment, taken.positions)
    assert made["positions"] == {
        name: log[-1][0] if log else 0 for name, log in stored.items() if name not in UNTOLD
    }
    with household(tmp_path / "again") as again:
        assert logs(again.house) == stored, "byte for byte"
        assert rows(again) == views, "relations that came over the bus too"
        again.demo = home.demo
        assert answers(again) == told
        assert any(views["agreements.relations"].values())


def test_lists_and_relations_are_there_before_anything_follows(tmp_path: Path) -> None:
    """The first one who asks is answered rightly: nothing is denied because a list is still being filled."""
    with household(tmp_path / "house") as home:
        taken, views = backed_up(home.house, tmp_path), rows(home)
        people = home.demo
    restored(tmp_path / "again", taken)
    house = House(Settings(data=tmp_path / "again"), now=home.clock)
    try:
        assert rows(Household(house, people, home.clock)) == views
    finally:
        house.close()


def test_each_half_holds_its_own_for_its_owner_alone(home: Household, tmp_path: Path) -> None:
    taken = backed_up(home.house, tmp_path)
    held = {
        half: sorted(str(p.relative_to(half)) for p in half.rglob("*") if p.is_file())
        for half in (taken.events, taken.keys)
    }
    assert held[taken.events] == [
        "agreements/events.db",
        "agreements/restricted.db",
        "directory/events.db",
        "house.json",
        "manifest.json",
        "sessions/diary.db",
        "sessions/events.db",
        "sessions/restricted.db",
    ]
    assert held[taken.keys] == [
        "agreements/keys.db",
        "custody.json",
        "directory/keys.db",
        "link",
        "manifest.json",
        "sessions/keys.db",
    ]
    for path in (*taken.events.rglob("*"), *taken.keys.rglob("*"), tmp_path / "keys" / "erased.jsonl"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    secrets = [(home.house.settings.data / name).read_bytes() for name in ("custody.json", "link")]
    root = json.loads(secrets[0])["1"].encode()
    for path in taken.events.rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            assert not [one for one in (*secrets, root, bytes.fromhex(secrets[1].decode())) if one in raw], (
                path
            )


def test_every_file_of_a_house_is_in_a_backup_or_can_be_made_anew(home: Household, tmp_path: Path) -> None:
    """Whoever adds a file to the house decides here what becomes of it when the machine is lost."""
    home.house.rooms["agreements"].keys.destroy("rk:nothing")
    taken = backed_up(home.house, tmp_path)
    there = {
        path.relative_to(home.house.settings.data).as_posix().removesuffix("-wal").removesuffix("-shm")
        for path in home.house.settings.data.rglob("*")
        if path.is_file()
    }
    kept = {
        path.relative_to(half).as_posix()
        for half in (taken.events, taken.keys)
        for path in half.rglob("*")
        if path.is_file()
    }
    anew = {"bus.db", "agreements/views.db", "directory/views.db", "sessions/views.db"}
    apart = {"erased.jsonl", "sessions/drafts.db"}
    assert there - kept - anew == apart, "one lies beside the backups of keys, the other in none"
    assert kept - there == {"manifest.json"}


def test_the_manifest_names_the_moment_the_positions_and_every_file(home: Household, tmp_path: Path) -> None:
    home.settle()
    taken = backed_up(home.house, tmp_path)
    told = Contents.read(taken.events, "events")
    assert told.moment == home.clock.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    assert told.positions == {name: log[-1][0] if log else 0 for name, log in logs(home.house).items()}
    assert told.files.keys() == {*LOGS.values(), "house.json"}
    assert taken.events.name == taken.keys.name == told.name
    entries = home.house.erasures.entries()
    assert [(one.what, one.id) for one in entries] == [("backup", told.name)]
    assert (tmp_path / "keys" / "erased.jsonl").read_bytes() == home.house.erasures.path.read_bytes()


def test_a_second_backup_stands_beside_the_first(home: Household, tmp_path: Path) -> None:
    first = backed_up(home.house, tmp_path)
    home.clock.move(seconds=1)
    second = backed_up(home.house, tmp_path)
    assert sorted((tmp_path / "events").iterdir()) == [first.events, second.events]
    assert len((tmp_path / "keys" / "erased.jsonl").read_text().splitlines()) == 2


def test_a_write_that_never_ends_keeps_it_from_being_taken_and_nothing_half_is_left(
    home: Household, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An open transaction holds the moment back; what it writes was not acknowledged, and comes with its commit."""
    log = home.house.settings.data / "agreements" / "events.db"
    with closing(sqlite3.connect(log, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE bookmarks SET position = position")
        monkeypatch.setattr("services.house.backup.databases.PATIENCE", 0.2)
        with pytest.raises(Said, match="cannot be written"):
            backed_up(home.house, tmp_path)
        writer.execute("ROLLBACK")
    assert [*(tmp_path / "events").iterdir(), *(tmp_path / "keys").iterdir()] == []
    assert backed_up(home.house, tmp_path).events.is_dir()


@pytest.mark.parametrize(
    ("events", "keys"), [("a", "a"), ("a", "a/keys"), ("a/events", "a"), ("a", "a/b/../")]
)
def test_events_and_keys_are_never_put_together(
    home: Household, tmp_path: Path, events: str, keys: str
) -> None:
    with pytest.raises(Said, match="must lie apart"):
        take(home.house, tmp_path / events, tmp_path / keys, silent)
    assert not (tmp_path / "a").exists()


def test_a_link_does_not_bring_them_together_either(home: Household, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(Said, match="must lie apart"):
        take(home.house, tmp_path / "a", tmp_path / "b", silent)


def test_a_backup_does_not_lie_in_the_house_it_is_of(home: Household, tmp_path: Path) -> None:
    with pytest.raises(Said, match="lost together with it"):
        take(home.house, home.house.settings.data / "backup", tmp_path / "keys", silent)


def test_what_a_crash_left_unfinished_is_swept_away_and_what_is_being_made_is_not(
    home: Household, tmp_path: Path
) -> None:
    left = tmp_path / "events" / ".backup.0123.unfinished"
    (left / "agreements").mkdir(parents=True)
    with unfinished(tmp_path / "events", "backup") as other:
        assert not left.exists()
        backed_up(home.house, tmp_path)
        assert other.path.is_dir()
    assert len([*(tmp_path / "events").iterdir()]) == 1


def test_secrets_that_were_put_elsewhere_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "safe").mkdir(0o700)
    apart: dict[str, Any] = {
        "custody": tmp_path / "safe" / "custody.json",
        "link_secret_file": tmp_path / "safe" / "link",
    }
    with household(tmp_path / "house", **apart) as home:
        taken = backed_up(home.house, tmp_path)
        room = home.as_("maya").get(f"/agreements/{home.demo.agreements['maya-sam']}/terms").json()
    assert sorted(path.name for path in taken.keys.iterdir()) == [
        *("agreements", "directory", "manifest.json", "sessions"),
    ]

    refused(tmp_path / "again", taken, "Name the file with ALONGSIDE_CUSTODY")
    restored(tmp_path / "again", taken, **apart)
    assert not (tmp_path / "again" / "custody.json").exists()
    with household(tmp_path / "again", **apart) as again:
        assert again.as_("maya").get(f"/agreements/{home.demo.agreements['maya-sam']}/terms").json() == room

    for name, other in (("custody", "custody.json"), ("link_secret_file", "link")):
        (tmp_path / "other").mkdir(exist_ok=True)
        House(Settings(data=tmp_path / "other")).close()
        wrong = apart | {name: tmp_path / "other" / other}
        refused(tmp_path / "third", taken, "is not the (root|secret) under which", **wrong)
        refused(
            tmp_path / "third", taken, "is missing, which ALONGSIDE", **(apart | {name: tmp_path / "gone"})
        )


def test_the_operator_takes_it_from_a_running_house_and_restores_it(tmp_path: Path) -> None:
    environment = {"PYTHONPATH": str(Path(__file__).parents[2])}
    with running(tmp_path / "house", "--demo", **environment):
        done = alongside("backup", "usb", "--data", "house", at=tmp_path)
        told = alongside("backup", "usb", "--data", "house", "--json", at=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Everything acknowledged until 20" in done.stdout
    assert "Keep events and keys apart" in done.stdout
    made = json.loads(told.stdout)
    assert Path(made["events"]).parent == tmp_path / "usb"
    assert Path(made["keys"]).parent == tmp_path / "usb-keys"

    back = alongside("restore", made["events"], made["keys"], "--data", tmp_path / "again")
    assert back.returncode == 0, back.stderr
    assert f"Everything acknowledged until {made['moment']} is in {tmp_path / 'again'} again" in back.stdout
    assert "of anything later it does not know" in back.stdout
    with running(tmp_path / "again", **environment):
        people = json.loads(alongside("people", "--json", "--data", tmp_path / "again").stdout)
    assert {one["handle"] for one in people} > set(PEOPLE)


def test_a_house_that_does_not_run_is_backed_up_too_whoever_its_issuer_is(tmp_path: Path) -> None:
    with household(tmp_path / "house"):
        pass
    house = ("--data", tmp_path / "house")
    done = alongside("backup", tmp_path / "usb", *house, ALONGSIDE_ISSUER="https://issuer.example")
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "house" / "house.json").read_text())["identity"] == "dev"


@pytest.mark.parametrize("command", [("backup", "usb"), ("people",), ("rebuild", "a-view"), ("release",)])
def test_nothing_is_done_with_a_house_that_is_not_there_and_none_is_made(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    name, *to = command
    done = alongside(name, *(tmp_path / one for one in to), "--data", tmp_path / "typing-mistake")
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no house in" in done.stderr
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("command", [("backup", "usb"), ("restore", "usb", "usb-keys")])
def test_on_postgresql_its_own_tools_are_named(tmp_path: Path, command: tuple[str, ...]) -> None:
    address = "postgresql://nobody@127.0.0.1:1/none"
    done = alongside(
        *command,
        ALONGSIDE_DATABASE=address,
        ALONGSIDE_KEYS=address,
        ALONGSIDE_ISSUER="https://issuer.example",
    )
    assert done.returncode == 1
    assert "PostgreSQL" in done.stderr
    assert "docs/operating.md" in done.stderr
