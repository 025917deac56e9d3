"""Keys of records and persons: "erased", "moved or altered" and "away" are three answers (C1, C5)."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from services.agreements.events import AgreementEnded, Why
from shared.access import Decision, open_content
from shared.facts import Recorded, Sealed
from shared.identity import Acting, PersonId
from shared.keys import KEY_BYTES, Custody, Erased, FileCustody, Keys, MemoryCustody, write_secret
from shared.sealing import MovedOrAltered
from shared.store import Store
from shared.tables import Away, Place, Tables
from tests.agreements.acts import WORKER, drafted, given

ALLOWED = Decision(allowed=True, rule="AG3", version="v", relation="worker", action="read-terms")
ACTING = Acting(actor=PersonId(WORKER))


class Bench:
    """A store of facts with its keys, in memory."""

    def __init__(self, custody: Custody) -> None:
        self.tables = Tables(Place("memory").open("keys"))
        self.keys = Keys(self.tables, custody)
        self.keys.create_tables()
        self.store = Store(Place("memory"), "agreements", self.keys)

    def recorded(self) -> list[Recorded]:
        agreement = given(drafted())
        agreement.id = uuid4()
        agreement.end(WORKER, Why.OTHER, "We part as friends.")
        self.store.append(agreement, ACTING)
        return self.store_records()

    def store_records(self) -> list[Recorded]:
        return [Recorded.load(stored) for _, stored in self.store.read(0) if b"AgreementEnded" in stored]

    def open(self, records: list[Recorded]) -> Any:
        return open_content(self.store, records, ALLOWED, ACTING, fields=("words",))

    def entries(self) -> int:
        return sum(b"ContentOpened" in stored for _, stored in self.store.read(0))

    def close(self) -> None:
        self.store.close()
        self.tables.close()


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench(MemoryCustody())
    yield made
    made.close()


def test_the_same_key_is_had_again_for_the_same_record(bench: Bench) -> None:
    made = bench.keys.use_or_make("rk:1")

    assert len(made) == KEY_BYTES
    assert bench.keys.use("rk:1") == bench.keys.use_or_make("rk:1") == made


def test_every_record_has_a_key_of_its_own(bench: Bench) -> None:
    assert len({bench.keys.use_or_make(f"rk:{number}") for number in range(50)}) == 50


def test_no_key_lies_unwrapped_in_the_store_of_keys(bench: Bench) -> None:
    key = bench.keys.use_or_make("rk:1")

    with bench.tables.read() as rows:
        row = rows.one("SELECT * FROM keys WHERE id = 'rk:1'")

    assert row
    assert key.hex() not in str(tuple(row))
    assert key not in str(tuple(row)).encode()


def test_a_wrapped_key_is_of_use_for_its_own_record_only(bench: Bench) -> None:
    for id in ("rk:1", "rk:2"):
        bench.keys.use_or_make(id)
    with bench.tables.write() as rows:
        rows.do("UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE id = 'rk:2') WHERE id = 'rk:1'")

    with pytest.raises(Away):
        bench.keys.use("rk:1")


def test_a_destroyed_key_is_gone_for_good_and_says_so(bench: Bench) -> None:
    bench.keys.use_or_make("rk:1")

    bench.keys.destroy("rk:1")

    assert bench.keys.is_destroyed("rk:1")
    for ask in (bench.keys.use, bench.keys.use_or_make):
        with pytest.raises(Erased):
            ask("rk:1")


def test_which_of_several_keys_are_destroyed_is_asked_once(bench: Bench) -> None:
    for id in ("rk:1", "rk:2", "rk:3"):
        bench.keys.use_or_make(id)
    bench.keys.destroy("rk:1")
    bench.keys.destroy("rk:3")

    assert bench.keys.destroyed_among(["rk:1", "rk:2", "rk:4"]) == {"rk:1"}
    assert bench.keys.destroyed_among([]) == frozenset()


def test_a_key_that_nobody_made_is_not_erased_but_away(bench: Bench) -> None:
    assert not bench.keys.is_destroyed("rk:1")
    with pytest.raises(Away):
        bench.keys.use("rk:1")


def test_custody_with_another_root_is_away_and_erases_nothing(bench: Bench) -> None:
    bench.keys.use_or_make("rk:1")

    with pytest.raises(Away):
        Keys(bench.tables, MemoryCustody()).use("rk:1")


@pytest.mark.parametrize(
    "wrapped",
    [
        "1.1." + "A" * 80,
        "1.7." + "A" * 80,
        "",
        "1.1",
        "1.1.A",
        "1.1.AAAA",
    ],
)
def test_a_wrapped_key_that_was_altered_is_away(bench: Bench, wrapped: str) -> None:
    bench.keys.use_or_make("rk:1")
    with bench.tables.write() as rows:
        rows.do("UPDATE keys SET wrapped = ? WHERE id = 'rk:1'", wrapped)

    with pytest.raises(Away):
        bench.keys.use("rk:1")


def test_what_is_stored_is_sealed_and_opens_for_whom_the_policy_allows_C1(bench: Bench) -> None:
    records = bench.recorded()
    sealed = records[0].fact

    assert isinstance(sealed, AgreementEnded)
    assert isinstance(sealed.words, Sealed)
    assert bench.open(records)[0].words == "We part as friends."
    assert bench.entries() == 1


def test_of_an_erased_record_the_answer_is_erased(bench: Bench) -> None:
    records = bench.recorded()
    bench.keys.destroy(f"rk:{records[0].stream_id}")

    with pytest.raises(Erased):
        bench.open(records)


def test_of_an_altered_record_the_answer_is_moved_or_altered(bench: Bench) -> None:
    first, second = bench.recorded(), bench.recorded()[1:]
    assert isinstance(first[0].fact, AgreementEnded)
    moved = second[0].fact.model_copy(update={"words": first[0].fact.words})

    with pytest.raises(MovedOrAltered):
        bench.open([Recorded(**{**vars_of(second[0]), "fact": moved})])


def vars_of(record: Recorded) -> dict[str, Any]:
    return {name: getattr(record, name) for name in Recorded.__slots__}


class GoneCustody(MemoryCustody):
    """A custody that does not answer when asked to unwrap."""

    def unwrap(self, key_id: str, wrapped: str) -> bytes:
        raise Away("custody of keys")


def test_without_custody_the_answer_is_away_and_the_entry_stands() -> None:
    bench = Bench(GoneCustody())
    try:
        records = bench.recorded()

        with pytest.raises(Away):
            bench.open(records)

        assert bench.entries() == 1
    finally:
        bench.close()


def test_the_root_in_a_file_is_for_its_owner_alone_and_stays_the_same(tmp_path: Path) -> None:
    path = tmp_path / "custody.json"

    wrapped = FileCustody(path).wrap("rk:1", bytes(32))

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert FileCustody(path).unwrap("rk:1", wrapped) == bytes(32)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o660, 0o601])
def test_a_root_that_others_may_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "custody.json"
    FileCustody(path)
    path.chmod(mode)

    with pytest.raises(PermissionError, match="0600"):
        FileCustody(path)


def test_a_missing_root_is_not_made_silently(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FileCustody(tmp_path / "custody.json", create=False)


def test_a_new_root_wraps_and_older_ones_still_unwrap() -> None:
    old, new = os.urandom(32), os.urandom(32)
    before = MemoryCustody({"1": old}).wrap("rk:1", bytes(32))
    both = MemoryCustody({"1": old, "2": new})

    assert both.unwrap("rk:1", before) == bytes(32)
    assert both.wrap("rk:1", bytes(32)).startswith("1.2.")


def test_a_secret_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "secret"

    write_secret(path, "first")
    write_secret(path, "second")

    assert path.read_text() == "first"
