"""Of concerns too openings never outnumber their accounting entries: in the log that is apart, in what is read and in each step (C1, C2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from shared.keys import Keys
from shared.store import Store
from shared.tables import Away
from tests.edge.concerns import STATEMENT, WORDS, consulted, disclosed, escalated, responded, told
from tests.edge.given import refused
from tests.edge.test_concerns_covered import covered, take_over
from tests.faults.test_openings import Watched
from tests.house import Household

MINE = "It was not so."
Asked = Callable[[Household, str], Any]


def declined(home: Household) -> str:
    path = told(home)
    assert responded(home, path).status_code == 204
    return path


def noticed(home: Household) -> str:
    """What is opened to consult: the notice, and what the worker states beside it."""
    path = declined(home)
    assert home.as_("maya").post(f"{path}/statement", json={"words": MINE}).status_code == 204
    assert escalated(home, path).status_code == 204
    return path


def to_cover(home: Household) -> str:
    path = told(home)
    covered(home)
    return path


def reading(handle: str, what: str) -> Asked:
    return lambda home, path: home.as_(handle).get(f"{path}/{what}")


def whole(handle: str) -> Asked:
    return lambda home, _: home.as_(handle).get("/exports/sessions")


READ: dict[str, tuple[Callable[[Household], str], Asked]] = {
    "words": (disclosed, reading("maya", "words")),
    "words, to the supervisor": (disclosed, reading("sam", "words")),
    "disclosure": (disclosed, reading("petra", "disclosure")),
    "disclosure, to the worker": (disclosed, reading("maya", "disclosure")),
    "recipients": (disclosed, reading("maya", "recipients")),
    "next to consult": (declined, reading("sam", "next-to-consult")),
}
TAKEN: dict[str, tuple[Callable[[Household], str], Asked]] = {
    "line manager": (told, lambda home, path: responded(home, path, "line-manager")),
    "escalation": (declined, escalated),
    "objection": (noticed, lambda home, path: home.as_("maya").post(f"{path}/objection", json={"notice": 1})),
    "consultation": (noticed, consulted),
    "cover": (to_cover, lambda home, _: take_over(home)),
}
EXPORTED: dict[str, tuple[Callable[[Household], str], Asked]] = {
    f"export, to {handle}": (disclosed, whole(handle)) for handle in ("maya", "sam", "petra")
}
ONE = READ | TAKEN
EACH = ONE | EXPORTED


def history(home: Household, path: str) -> str:
    """Of which nothing is sealed."""
    return str(home.as_("maya").get(f"{path}/history").text)


def begun(home: Household, begin: Callable[[Household], str]) -> str:
    path = begin(home)
    home.settle()
    return path


@pytest.mark.parametrize(("begin", "ask"), EACH.values(), ids=EACH)
def test_nothing_is_opened_that_was_not_accounted_for_before_C1(
    home: Household, monkeypatch: pytest.MonkeyPatch, begin: Callable[[Household], str], ask: Asked
) -> None:
    path = begun(home, begin)
    watched = Watched(home, monkeypatch)

    answer = ask(home, path)

    assert answer.status_code in (200, 204), answer.text
    assert 1 <= len(watched.unwrapped) <= watched.accounted


@pytest.mark.parametrize(("begin", "ask"), EACH.values(), ids=EACH)
def test_without_an_entry_nothing_opens_and_no_step_is_taken_C1(
    home: Household, monkeypatch: pytest.MonkeyPatch, begin: Callable[[Household], str], ask: Asked
) -> None:
    path = begun(home, begin)
    opened: list[str] = []
    use, append, before = Keys.use, Store.append, history(home, path)

    def fail(store: Store, thing: Any, *more: Any, **told: Any) -> int:
        if thing.stream_type == "opening":
            raise Away("the log")
        return append(store, thing, *more, **told)

    def noted(keys: Keys, key: str) -> bytes:
        opened.append(key)
        return use(keys, key)

    with monkeypatch.context() as patched:
        patched.setattr(Store, "append", fail)
        patched.setattr(Keys, "use", noted)
        answer = ask(home, path)

    breaks_off = (begin, ask) in EXPORTED.values()  # a file that is on its way already
    assert answer.status_code == (200 if breaks_off else 503)
    assert not any(words in answer.text for words in (WORDS, STATEMENT, MINE))
    assert (opened, history(home, path)) == ([], before)


@pytest.mark.parametrize(("begin", "ask"), ONE.values(), ids=ONE)
def test_with_another_key_nothing_is_shown_and_no_step_is_taken_C1(
    home: Household, monkeypatch: pytest.MonkeyPatch, begin: Callable[[Household], str], ask: Asked
) -> None:
    path = begun(home, begin)
    before = history(home, path)

    with monkeypatch.context() as patched:
        patched.setattr(Keys, "use", lambda _keys, _id: bytes(32))
        answer = ask(home, path)

    refused(answer, 409, "moved-or-altered")
    assert not any(words in answer.text for words in (WORDS, STATEMENT, MINE))
    assert history(home, path) == before
