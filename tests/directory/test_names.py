"""What somebody is called is told to who shares a record with them, and accounted for as a name that somebody looks up (C3, C1)."""

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from services.directory.names import Names
from shared.access.opening import Opening, PersonsOpened
from shared.facts import Recorded
from shared.identity import Acting, PersonId
from shared.tables import Away
from tests.edge.given import places
from tests.edge.test_accounting import unwrapped
from tests.faults.test_custody_away import CustodyAway
from tests.house import Household


def names(home: Household) -> Names:
    room = home.house.rooms["directory"]
    return Names(room.store, room.relations, home.house.tracing)


def petra(home: Household) -> PersonId:
    return PersonId(UUID(home.person("petra")))


def by(home: Household, handle: str) -> Acting:
    return Acting(
        PersonId(UUID(home.person(handle))),
        client="a",
        identity_source="dev",
        traceparent="t",
        policy_version="p",
    )


def shape(traceparent: str) -> tuple[str, str]:
    """Its version, and whether it was sampled."""
    version, _, _, flags = traceparent.split("-")
    return version, flags


def entries(home: Household) -> list[Recorded]:
    read = home.house.rooms["directory"].store.read(0, 100_000)
    found = [Recorded.load(stored) for _, stored in read if b'"access.PersonsOpened"' in stored]
    return [one for one in found if one.stream_type == Opening.stream_type]


@pytest.mark.parametrize("asker", ["sam", "maya", "jordan"])
def test_it_is_accounted_for_as_a_name_that_somebody_looks_up_and_says_no_more_C1(
    asker: str, shared_home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = shared_home
    shown = home.as_("maya").get("/people", params={"id": home.person("petra")})
    looked_up, before = entries(home)[-1], places(home)
    used = unwrapped(home, monkeypatch, "directory")

    assert shown.status_code == 200
    assert names(home)(petra(home), by(home, asker)) == "Petra Lindqvist"

    assert used == [f"pk:{home.person('petra')}"]
    assert {log: place - before[log] for log, place in places(home).items() if place != before[log]} == {
        "directory": 1
    }
    entry = entries(home)[-1]
    told, like = cast("PersonsOpened", entry.fact), cast("PersonsOpened", looked_up.fact)
    assert (entry.actor, entry.client, entry.identity_source) == (UUID(home.person(asker)), "a", "dev")
    assert entry.agency == looked_up.agency or asker == "sam"
    assert (entry.policy_version, entry.once) == (None, None)
    assert entry.traceparent
    assert looked_up.traceparent
    assert entry.traceparent.split("-")[1] != looked_up.traceparent.split("-")[1], "joined to no request"
    assert shape(entry.traceparent) == shape(looked_up.traceparent), "and in the form of any"
    assert told.relations[0] in ("party", "colleague")
    assert told.model_copy(update={"relations": like.relations}) == like


@pytest.mark.parametrize("whom", ["nobody", "erased"])
def test_whom_nobody_knows_or_who_was_erased_has_no_name_C3(whom: str, home: Household) -> None:
    home.house.rooms["directory"].keys.destroy(f"pk:{home.person('petra')}")
    person = petra(home) if whom == "erased" else PersonId(uuid4())

    assert names(home)(person, by(home, "sam")) is None


def away(home: Household) -> None:
    keys: Any = home.house.rooms["directory"].keys
    keys._custody = CustodyAway(keys._custody)


def full(home: Household) -> None:
    store: Any = home.house.rooms["directory"].store

    def fail(*_: Any, **__: Any) -> int:
        raise Away("the log")

    store.append = fail


@pytest.mark.parametrize("broken", [away, full], ids=["custody away", "no entry can be made"])
def test_where_it_cannot_be_opened_or_accounted_for_nobody_is_told_C1(
    broken: Callable[[Household], None], home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = unwrapped(home, monkeypatch, "directory")
    broken(home)

    with pytest.raises(Away):
        names(home)(petra(home), by(home, "sam"))
    assert broken is away or used == []
