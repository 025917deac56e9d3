"""Content opens under one entry of the accounting, written first; what cannot be opened says why (C5)."""

import json
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from eventsourcing.persistence import OperationalError

from shared.tables import Away
from tests.edge.given import drafted, places, refused, sign
from tests.house import Household


def entries(home: Household, service: str = "agreements") -> list[dict[str, Any]]:
    names = ("access.ContentOpened", "access.PersonsOpened")
    page = (json.loads(stored) for _, stored in home.house.rooms[service].store.read(0, 100_000))
    return [one for one in page if one["name"] in names]


def unwrapped(home: Household, monkeypatch: pytest.MonkeyPatch, service: str = "agreements") -> list[str]:
    """The keys that are used from now on, in order."""
    keys, used = home.house.rooms[service].keys, []
    use = keys.use

    def noted(key_id: str) -> bytes:
        used.append(key_id)
        return use(key_id)

    monkeypatch.setattr(keys, "use", noted)
    return used


def demo_path(home: Household, key: str = "maya-sam") -> str:
    return f"/agreements/{home.demo.agreements[key]}"


def test_reading_terms_writes_one_entry_that_names_no_value_C5(shared_home: Household) -> None:
    path, before = demo_path(shared_home), len(entries(shared_home))

    read = shared_home.as_("maya").get(f"{path}/terms")

    assert read.headers["Cache-Control"] == "no-store"
    (entry,) = entries(shared_home)[before:]
    assert entry["actor"] == shared_home.person("maya")
    text = json.dumps(entry["fact"])
    assert path.rpartition("/")[2] in text
    assert all(word in text for word in ("read-terms", "AG3", "worker", "terms"))
    assert read.json()["terms"]["place"] not in text


def test_each_reading_has_an_entry_of_its_own_C5(shared_home: Household) -> None:
    before = len(entries(shared_home))

    for handle in ("maya", "sam", "maya"):
        assert shared_home.as_(handle).get(f"{demo_path(shared_home)}/terms").status_code == 200

    people = [shared_home.person(handle) for handle in ("maya", "sam", "maya")]
    assert [entry["actor"] for entry in entries(shared_home)[before:]] == people


def test_the_entry_stands_before_any_key_is_used_C5(
    shared_home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shared_home
    order: list[str] = []
    room = home.house.rooms["agreements"]
    use, insert = room.keys.use, room.store._recorder.insert_together

    def noted_use(key_id: str) -> bytes:
        order.append("key")
        return use(key_id)

    def noted_insert(*args: Any, **more: Any) -> Any:
        made = insert(*args, **more)
        order.append("entry")
        return made

    monkeypatch.setattr(room.keys, "use", noted_use)
    monkeypatch.setattr(room.store._recorder, "insert_together", noted_insert)

    assert home.as_("maya").get(f"{demo_path(home)}/terms").status_code == 200

    assert order == ["entry", "key"]


@pytest.mark.parametrize("handle", ["nora", "petra", "jordan", "ines"])
def test_who_may_not_read_terms_leaves_no_entry_and_uses_no_key_C5(
    handle: str, shared_home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, used = places(shared_home), unwrapped(shared_home, monkeypatch)

    refused(
        shared_home.as_(handle).get(f"{demo_path(shared_home)}/terms"),
        403 if handle in ("nora", "petra") else 404,
    )

    assert (places(shared_home), used) == (before, [])


def test_that_an_agreement_exists_is_told_without_opening_anything_C5(
    shared_home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = demo_path(shared_home)
    before, used = places(shared_home), unwrapped(shared_home, monkeypatch)

    for handle in ("maya", "sam", "nora"):
        for address in (path, f"{path}/history", "/agreements", f"{path}?as_of=1"):
            assert shared_home.as_(handle).get(address).status_code == 200

    assert (places(shared_home), used) == (before, [])


def test_a_version_that_is_not_there_opens_nothing_C5(shared_home: Household) -> None:
    before = places(shared_home)

    refused(shared_home.as_("maya").get(f"{demo_path(shared_home)}/terms?version=7"), 404, "not-found")

    assert places(shared_home) == before


def test_when_the_entry_cannot_be_written_nothing_is_opened_C5(
    shared_home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shared_home
    path, used = demo_path(home), unwrapped(home, monkeypatch)
    before = len(entries(home))

    def broken(*_: Any, **__: Any) -> None:
        raise OperationalError("the disk is full")

    monkeypatch.setattr(home.house.rooms["agreements"].store._recorder, "insert_together", broken)
    answer = home.as_("maya").get(f"{path}/terms")

    refused(answer, 503, "away")
    assert int(answer.headers["Retry-After"]) > 0
    assert "disk" not in answer.text
    assert (used, len(entries(home))) == ([], before)
    assert home.as_("maya").get(path).status_code == 200


def test_what_was_erased_says_so_and_the_rest_stays_C5(shared_home: Household) -> None:
    home = shared_home
    path = drafted(home)

    home.house.rooms["agreements"].keys.destroy(f"rk:{path.rpartition('/')[2]}")

    refused(home.as_("maya").get(f"{path}/terms"), 410, "erased")
    assert home.as_("maya").get(path).status_code == 200
    assert home.as_("maya").get(f"{path}/history").status_code == 200
    assert home.as_("maya").get(f"{demo_path(home, 'maya-petra')}/terms").status_code == 200


def rewritten(home: Household, path: str, change: Callable[[dict[str, Any]], None]) -> None:
    """What somebody does who can write into the file of the log."""
    file = home.house.settings.data / "agreements" / "events.db"
    id = path.rpartition("/")[2]
    with sqlite3.connect(file) as rows:
        ((rowid, state),) = [
            (rowid, state)
            for rowid, state in rows.execute("SELECT rowid, state FROM stored_events")
            if id.encode() in state and b"AgreementDrafted" in state
        ]
        stored = json.loads(bytes(state))
        change(stored)
        packed = json.dumps(stored, separators=(",", ":"), ensure_ascii=False).encode()
        rows.execute("UPDATE stored_events SET state = ? WHERE rowid = ?", (packed, rowid))
    rows.close()


def sealed(stored: dict[str, Any], field: str) -> dict[str, Any]:
    value: dict[str, Any] = stored["fact"]["terms"][field]
    assert set(value) == {"v", "k", "n", "c", "m"}
    return value


def turn_one_bit(stored: dict[str, Any]) -> None:
    value = sealed(stored, "place")
    value["c"] = ("B" if value["c"][0] == "A" else "A") + value["c"][1:]


def swap_two_fields(stored: dict[str, Any]) -> None:
    one, other = sealed(stored, "place"), sealed(stored, "cancelling")
    kept = dict(one)
    one.update(other)
    other.update(kept)


def change_the_key_s_name(stored: dict[str, Any]) -> None:
    sealed(stored, "place")["k"] = "rk:another"


def lengthen_the_sessions(stored: dict[str, Any]) -> None:
    stored["fact"]["terms"]["session_minutes"] = 90  # clear, and part of what was signed


@pytest.mark.parametrize(
    "change", [turn_one_bit, swap_two_fields, change_the_key_s_name, lengthen_the_sessions]
)
def test_what_was_moved_or_altered_does_not_open_C5(
    change: Callable[[dict[str, Any]], None], shared_home: Household
) -> None:
    path = drafted(shared_home, place="A place nobody else has")
    assert shared_home.as_("maya").get(f"{path}/terms").status_code == 200

    rewritten(shared_home, path, change)

    answer = shared_home.as_("maya").get(f"{path}/terms")
    refused(answer, 409, "moved-or-altered")
    assert "A place" not in answer.text
    assert shared_home.as_("maya").get(path).status_code == 200


def test_while_custody_is_away_terms_wait_and_all_else_goes_on(
    shared_home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shared_home
    path, mine = demo_path(home), drafted(home)

    def gone(*_: Any) -> bytes:
        raise Away("custody of keys")

    monkeypatch.setattr(home.house.rooms["agreements"].keys._custody, "unwrap", gone)

    for handle in ("maya", "sam"):
        answer = home.as_(handle).get(f"{path}/terms")
        refused(answer, 503, "away")
        assert int(answer.headers["Retry-After"]) > 0
        for address in (path, f"{path}/history", "/agreements"):
            assert home.as_(handle).get(address).status_code == 200
    assert home.as_("nora").get(path).status_code == 200
    monkeypatch.undo()
    assert sign(home, mine, "maya").status_code == 204


def test_no_unwrapped_key_is_kept_from_one_reading_to_the_next(
    shared_home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = unwrapped(shared_home, monkeypatch)

    for _ in range(3):
        shared_home.as_("maya").get(f"{demo_path(shared_home)}/terms")

    assert used == [f"rk:{shared_home.demo.agreements['maya-sam']}"] * 3
