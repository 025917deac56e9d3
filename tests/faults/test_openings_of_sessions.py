"""Of sessions too openings never outnumber their accounting entries, in reading and in what is decided by content (C1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from shared.keys import Keys
from shared.store import Store
from shared.tables import Away
from tests.edge.sessions import contact, name, outline, recorded, to_come
from tests.edge.test_evaluations import given
from tests.edge.test_evaluations_given_to import given_to, of_a_group
from tests.faults.test_openings import Watched
from tests.house import Household

WORD = "Maya asks earlier."
Asked = Callable[[Household, str], Any]


def digest_of(home: Household, path: str) -> str:
    return str(home.as_("maya").get(f"{path}/record").json()["digest"])


READ: dict[str, str] = {}
"""The digest of what was read of a session before anything is watched."""
ASKED: dict[str, Asked] = {
    "record": lambda home, path: home.as_("maya").get(f"{path}/record"),
    "words": lambda home, path: home.as_("maya").get(f"{path}/words"),
    "agenda": lambda home, _path: home.as_("maya").get(f"{to_come(home)}/agenda"),
    "addendum": lambda home, path: home.as_("maya").post(f"{path}/addenda", json=name(words="And.")),
    "closing": lambda home, path: home.as_("sam").post(
        f"{path}/actions/1/completion", json={"closing": "done"}
    ),
    "correction": lambda home, path: home.as_("sam").post(
        f"{path}/corrections", json=outline(home, actions=[], digest=READ[path])
    ),
    "evaluation": lambda home, path: home.as_("sam").get(f"{given(home, session=path)}/words"),
    "evaluation of a meeting": lambda home, _path: home.as_("sam").get(
        f"{given_to(home, 'maya', 'sam', of_a_group(home))}/words"
    ),
    "next record": lambda home, _path: home.as_("sam").post(f"{contact(home)}/record", json=outline(home)),
}


@pytest.fixture
def path(home: Household) -> str:
    made = recorded(home)
    assert home.as_("maya").post(f"{made}/signatures", json=name(of="attendance")).status_code == 204
    READ[made] = digest_of(home, made)
    home.settle()
    return made


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_nothing_is_opened_that_was_not_accounted_for_before_C1(
    home: Household, path: str, monkeypatch: pytest.MonkeyPatch, ask: Asked
) -> None:
    watched = Watched(home, monkeypatch)

    assert ask(home, path).status_code in (200, 201, 204)

    assert 1 <= len(watched.unwrapped) <= watched.accounted


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
def test_without_an_entry_nothing_opens_and_nothing_is_decided_C1(
    home: Household, path: str, monkeypatch: pytest.MonkeyPatch, ask: Asked
) -> None:
    opened: list[str] = []
    use, append = Keys.use, Store.append

    def fail(store: Store, thing: Any, *more: Any, **told: Any) -> int:
        if thing.stream_type == "opening":
            raise Away("the log")
        return append(store, thing, *more, **told)

    def noted(keys: Keys, key: str) -> bytes:
        opened.append(key)
        return use(keys, key)

    monkeypatch.setattr(Store, "append", fail)
    monkeypatch.setattr(Keys, "use", noted)
    answer = ask(home, path)

    assert answer.status_code == 503
    assert WORD not in answer.text
    assert opened == []


def test_with_another_key_nothing_is_read_signed_or_carried_on_C1(
    home: Household, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = name(of="record", digest=digest_of(home, path))
    monkeypatch.setattr(Keys, "use", lambda _keys, _id: bytes(32))

    for answer in (
        home.as_("maya").get(f"{path}/record"),
        home.as_("maya").post(f"{path}/signatures", json=signed),
        home.as_("sam").post(f"{contact(home)}/record", json=outline(home)),
    ):
        assert (answer.status_code, answer.json()["type"]) == (409, "urn:alongside:problem:moved-or-altered")
        assert WORD not in answer.text
