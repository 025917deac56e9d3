"""The list of erasures: what was destroyed stays destroyed, whatever is cut off, damaged or put back in between (C1)."""

from __future__ import annotations

import os
import random
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from services.house.building import House
from services.house.erasures import Entry, Erasures
from services.house.said import CannotOpen
from shared.keys import Erased
from shared.settings import Settings
from shared.tables import Away

AT = "2026-03-02T15:00:00+00:00"


@pytest.fixture
def erasures(tmp_path: Path) -> Erasures:
    return Erasures(tmp_path / "erased.jsonl")


def house(data: Path, **settings: Any) -> House:
    data.mkdir(exist_ok=True)
    return House(Settings(data=data, **settings))


def with_key(data: Path, *ids: str, **settings: Any) -> House:
    made = house(data, **settings)
    for id in ids:
        made.rooms["agreements"].keys.use_or_make(id)
    return made


def answers_erased(made: House, id: str) -> bool:
    try:
        made.rooms["agreements"].keys.use(id)
    except Erased:
        return True
    return False


def test_what_is_appended_is_read_back_in_order(erasures: Erasures) -> None:
    assert erasures.entries() == []
    erasures.erased("rk:1", AT)
    erasures.append([Entry(AT, "backup", "one"), Entry(AT, "erased", "pk:2")])
    assert [(one.what, one.id) for one in erasures.entries()] == [
        ("erased", "rk:1"),
        ("backup", "one"),
        ("erased", "pk:2"),
    ]
    assert erasures.keys() == {"rk:1": AT, "pk:2": AT}
    assert stat.S_IMODE(erasures.path.stat().st_mode) == 0o600


def test_a_list_learns_of_another_only_what_it_does_not_know(erasures: Erasures, tmp_path: Path) -> None:
    other = Erasures(tmp_path / "other.jsonl")
    for id in ("rk:1", "rk:2"):
        other.erased(id, AT)
    erasures.erased("rk:1", AT)
    for _ in range(2):
        erasures.learn(other.entries())
    assert [one.id for one in erasures.entries()] == ["rk:1", "rk:2"]


def test_a_line_cut_off_anywhere_is_left_out_and_the_next_one_is_whole(erasures: Erasures) -> None:
    erasures.erased("rk:1", AT)
    whole = erasures.path.read_bytes()
    cut = Entry(AT, "erased", "rk:2").line()
    for length in range(len(cut) - 1):
        erasures.path.write_bytes(whole + cut[:length])
        if b"}" in cut[:length]:
            continue
        assert [*erasures.keys()] == ["rk:1"]
        erasures.erased("rk:3", AT)
        assert [*erasures.keys()] == ["rk:3", "rk:1"]


def test_one_bit_that_flipped_is_never_taken_for_a_list(erasures: Erasures) -> None:
    for number in range(3):
        erasures.erased(f"rk:{number}", AT)
    sound = erasures.path.read_bytes()
    for place in range(len(sound)):
        for bit in range(8):
            altered = bytearray(sound)
            altered[place] ^= 1 << bit
            erasures.path.write_bytes(altered)
            with pytest.raises(CannotOpen, match="damaged"):
                erasures.entries()


def test_a_house_does_not_start_with_a_damaged_list(tmp_path: Path) -> None:
    made = with_key(tmp_path, "rk:1")
    made.rooms["agreements"].keys.destroy("rk:1")
    made.close()
    lines = tmp_path / "erased.jsonl"
    lines.write_bytes(lines.read_bytes().replace(b"rk:1", b"rk:2"))
    with pytest.raises(CannotOpen, match=r"Line 1 .* damaged"):
        house(tmp_path)


def test_a_key_is_on_the_list_before_it_is_destroyed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = with_key(tmp_path, "rk:1")
    keys = made.rooms["agreements"].keys

    def power_cut(_erased: Any) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(keys, "destroy_listed", power_cut)
    with pytest.raises(KeyboardInterrupt):
        keys.destroy("rk:1")
    assert not keys.is_destroyed("rk:1")
    made.close()

    again = house(tmp_path)
    assert answers_erased(again, "rk:1"), "what was begun is done at the next start"
    again.close()


def test_a_key_whose_erasure_cannot_be_listed_stays(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    made = with_key(tmp_path / "house", "rk:1", erased=tmp_path / "kept" / "erased.jsonl")
    (tmp_path / "kept").rmdir()  # the disk it lies on was taken away
    keys = made.rooms["agreements"].keys
    with pytest.raises(Away, match="list of erasures"):
        keys.destroy("rk:1")
    assert len(keys.use("rk:1")) == 32
    made.close()


def test_a_store_of_keys_put_back_from_before_loses_its_erased_keys_at_the_start(tmp_path: Path) -> None:
    data, before = tmp_path / "house", tmp_path / "before"
    made = with_key(data, "rk:1", "rk:2")
    made.close()
    shutil.copytree(data / "agreements", before)
    made = house(data)
    made.rooms["agreements"].keys.destroy("rk:1")
    at = made.rooms["agreements"].keys.destroyed()["rk:1"]
    made.close()
    shutil.rmtree(data / "agreements")
    before.rename(data / "agreements")

    again = house(data)
    assert answers_erased(again, "rk:1")
    assert not answers_erased(again, "rk:2")
    assert again.rooms["agreements"].keys.destroyed() == {"rk:1": at}, (
        "when it was erased, not when it was again"
    )
    again.close()


def test_a_list_that_was_lost_or_moved_is_made_again_from_the_stores_of_keys(tmp_path: Path) -> None:
    made = with_key(tmp_path, "rk:1")
    made.rooms["agreements"].keys.destroy("rk:1")
    made.close()
    known = Erasures(tmp_path / "erased.jsonl").entries()
    (tmp_path / "erased.jsonl").unlink()
    elsewhere = tmp_path / "usb" / "erased.jsonl"
    elsewhere.parent.mkdir()

    house(tmp_path, erased=elsewhere).close()
    assert Erasures(elsewhere).entries() == known
    house(tmp_path, erased=elsewhere).close()
    assert Erasures(elsewhere).entries() == known, "once"


def test_a_list_on_a_disk_that_is_not_there_keeps_a_house_with_erased_keys_from_starting(
    tmp_path: Path,
) -> None:
    made = with_key(tmp_path / "house", "rk:1")
    made.rooms["agreements"].keys.destroy("rk:1")
    made.close()
    with pytest.raises(CannotOpen, match="list of erasures"):
        house(tmp_path / "house", erased=tmp_path / "not mounted" / "erased.jsonl")


def test_many_who_append_at_once_lose_no_line(erasures: Erasures) -> None:
    children = []
    for child in range(4):
        pid = os.fork()
        if pid == 0:
            for number in range(50):
                Erasures(erasures.path).erased(f"rk:{child}-{number}", AT)
            os._exit(0)
        children.append(pid)
    for pid in children:
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert len(erasures.keys()) == 200


def test_lists_of_any_length_are_read(erasures: Erasures) -> None:
    dice = random.Random(20260302)
    ids = [f"rk:{dice.getrandbits(128):032x}" for _ in range(5000)]
    erasures.append(Entry(AT, "erased", id) for id in ids)
    assert [*reversed(erasures.keys())] == ids
