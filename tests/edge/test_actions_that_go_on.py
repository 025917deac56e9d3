"""An action goes on where a later record names it, and nowhere else; whatever did not go on is brought forward (S6, C5)."""

from datetime import timedelta
from functools import partial
from typing import Any, Final
from uuid import uuid4

import pytest

from services.sessions.api import carried
from services.sessions.views.records import RecordKnown
from tests.edge.given import hear_of_the_directory, refused
from tests.edge.sessions import contact, correct_record, done, outline, to_come
from tests.edge.test_relationship import BOTH, end_first, next_one
from tests.edge.test_taking_over import covered
from tests.house import START, Household

FIRST: Final = "Ask for a second key."
LATE: Final = "Bring the plan of the house."
OTHERWISE: Final = "Ask for two keys."


def action(home: Household, what: str, **other: Any) -> dict[str, Any]:
    return {"what": what, "who": home.person("sam")} | other


def later(home: Household) -> None:
    home.clock.move(hours=3)
    hear_of_the_directory(home)
    home.settle()


def written(home: Household, *actions: dict[str, Any], key: str = "maya-sam") -> str:
    later(home)
    path = contact(home, key=key)
    done(home.as_("sam").post(f"{path}/record", json=outline(home, actions=list(actions))), 201)
    home.settle()
    return path


def correct(home: Household, path: str, *actions: dict[str, Any]) -> Any:
    answer = correct_record(home, path, actions=list(actions))
    home.settle()
    return answer


def close(home: Household, path: str, number: int = 1) -> Any:
    return home.as_("maya").post(f"{path}/actions/{number}/completion", json={"closing": "done"})


def standing(home: Household, path: str, by: str = "maya") -> list[tuple[str | None, str]]:
    told = done(home.as_(by).get(f"{path}/record"), 200).json()["actions"]
    return [(one["action"].get("what"), one["standing"]) for one in told]


def ahead(home: Household, key: str = "maya-sam") -> list[str]:
    told = done(home.as_("maya").get(f"{to_come(home, key=key)}/agenda"), 200).json()["open_actions"]
    return [one["action"]["what"] for one in told]


def erase(home: Household, path: str) -> None:
    told = {"record_type": "session", "reason": "never-lawful", "words": "It named somebody."}
    order = done(home.as_("rowan").post("/erasures", json=told | {"record": number(path)}), 201)
    done(home.as_("wren").post(f"{order.headers['Location']}/approval"))


def number(path: str) -> str:
    return path.rpartition("/")[2]


def place(path: str, at: int = 1) -> dict[str, Any]:
    return {"carried_from": {"session": number(path), "action": at}}


def openings(home: Household, path: str, by: str = "maya") -> int:
    home.settle()
    return len(done(home.as_(by).get(f"{path}/accesses?limit=200"), 200).json())


@pytest.mark.parametrize("successor", [False, True], ids=["same agreement", "the next agreement"])
def test_an_action_added_to_an_older_record_is_open_and_brought_forward_S6(
    successor: bool, home: Household
) -> None:
    first = written(home, action(home, FIRST))
    key = "maya-sam"
    if successor:
        end_first(home)
        key = "next"
        next_one(home, BOTH)
    second = written(home, key=key)
    later(home)

    done(correct(home, first, action(home, LATE)))

    assert standing(home, first) == [(FIRST, "goes-on"), (LATE, "open")]
    assert ahead(home, key) == [FIRST, LATE]
    third = written(home, key=key)
    assert sorted(what or "" for what, _ in standing(home, third)) == sorted([FIRST, LATE])
    assert standing(home, first) == [(FIRST, "goes-on"), (LATE, "goes-on")]
    assert standing(home, second) == [(FIRST, "goes-on")]
    assert sorted(ahead(home, key)) == sorted([FIRST, LATE]), "and each once"
    refused(close(home, first, 2), 409, "action-goes-on")


def test_an_action_added_to_an_older_record_is_closed_there_until_it_goes_on_S6(home: Household) -> None:
    first = written(home, action(home, FIRST))
    written(home)
    done(correct(home, first, action(home, LATE)))

    done(close(home, first, 2))

    assert standing(home, first) == [(FIRST, "goes-on"), (LATE, "done")]
    assert ahead(home) == [FIRST]


def test_what_no_later_record_names_is_open_also_where_one_was_written_meanwhile_S6(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(home, action(home, FIRST))
    with monkeypatch.context() as unheard:
        unheard.setattr(carried, "written_records", lambda *_: [])
        second = written(home, action(home, LATE))

    assert standing(home, first) == [(FIRST, "open")]
    assert ahead(home) == [LATE, FIRST]
    done(close(home, first))
    assert ahead(home) == [LATE]
    assert standing(home, second) == [(LATE, "open")]


@pytest.mark.parametrize(
    ("before", "again"), [(timedelta(seconds=59), True), (timedelta(minutes=1), False), (None, False)]
)
def test_what_was_added_a_moment_before_the_next_was_written_may_not_have_been_read_for_it_S6(
    before: timedelta | None, again: bool
) -> None:
    record = partial(RecordKnown, uuid4(), uuid4(), START)
    earlier = record(START - timedelta(days=1), START - before if before else None)
    assert earlier.added_to_since(record(START, None)) is again


def test_what_went_on_is_reworded_where_it_went_and_nowhere_else_S6(home: Household) -> None:
    first = written(home, action(home, FIRST))
    second = written(home)

    refused(correct(home, first, action(home, OTHERWISE, number=1)), 409, "action-goes-on")
    done(correct(home, first))
    done(correct(home, second, action(home, OTHERWISE, number=1)))

    assert standing(home, first) == [(FIRST, "goes-on")]
    assert ahead(home) == [OTHERWISE]


def test_an_erased_later_record_takes_no_action_of_an_earlier_one_along_S6(home: Household) -> None:
    first = written(home, action(home, FIRST))
    second = written(home, action(home, LATE))

    erase(home, second)

    assert standing(home, first) == [(FIRST, "open")]
    assert ahead(home) == [FIRST]
    third = written(home)
    assert standing(home, third) == [(FIRST, "open")]
    assert standing(home, first) == [(FIRST, "goes-on")]
    done(close(home, third))
    assert ahead(home) == []


def test_what_is_open_again_since_a_later_record_was_erased_is_closed_where_it_stands_S6(
    home: Household,
) -> None:
    first = written(home, action(home, FIRST))
    erase(home, written(home))

    done(close(home, first))

    assert (standing(home, first), ahead(home)) == ([(FIRST, "done")], [])


@pytest.mark.parametrize("reworded", [False, True], ids=["in the same words", "in others"])
def test_what_went_on_past_an_erased_record_stands_once_S6(reworded: bool, home: Household) -> None:
    first = written(home, action(home, FIRST))
    second = written(home)
    third = written(home, *([action(home, OTHERWISE, **place(second))] if reworded else []))

    erase(home, second)

    assert standing(home, first) == [(FIRST, "goes-on")]
    assert ahead(home) == [OTHERWISE if reworded else FIRST]
    assert standing(home, third) == [(OTHERWISE if reworded else FIRST, "open")]
    fourth = written(home)
    assert standing(home, fourth) == [(OTHERWISE if reworded else FIRST, "open")]


def test_words_erased_with_the_record_between_give_back_those_it_went_on_from_S6(home: Household) -> None:
    first = written(home, action(home, FIRST))
    second = written(home, action(home, OTHERWISE, **place(first)))
    third = written(home)
    assert standing(home, third) == [(OTHERWISE, "open")]

    erase(home, second)

    assert standing(home, first) == [(FIRST, "open")]
    assert ahead(home) == [FIRST]
    fourth = written(home)
    assert standing(home, fourth) == [(FIRST, "open")]
    assert standing(home, first) == [(FIRST, "goes-on")]


def test_a_reworded_action_is_told_where_it_was_written_first_whatever_was_corrected_S6(
    home: Household,
) -> None:
    first = written(home, action(home, FIRST))
    second = written(home)
    third = written(home)
    done(correct(home, third, action(home, OTHERWISE, number=1)))

    erase(home, second)

    assert standing(home, first) == [(FIRST, "goes-on")]
    assert ahead(home) == [OTHERWISE]


def test_an_older_record_is_opened_again_only_where_it_was_added_to_since_C5(home: Household) -> None:
    first = written(home, action(home, FIRST))
    second = written(home, action(home, OTHERWISE, **place(first)))
    third = written(home, action(home, LATE, **place(second)))
    before = openings(home, first), openings(home, second)

    assert ahead(home) == [LATE]
    assert (openings(home, first), openings(home, second)) == before
    done(
        home.as_("maya").post(
            f"{first}/addenda", json={"words": "More.", "printed_name": "M", "meaning": "x"}
        )
    )
    since = openings(home, first)
    assert ahead(home) == [LATE]
    assert (openings(home, first), openings(home, third) > 0) == (since + 1, True)


def test_to_whom_the_next_record_is_not_open_it_is_not_opened_to_tell_what_went_on_C5(
    home: Household,
) -> None:
    covered(home)
    first = written(home, action(home, FIRST))
    second = written(home)
    done(home.as_("maya").post(f"{first}/shown", json={"to": home.person("ines")}))
    before = openings(home, second)

    assert standing(home, first, "ines") == [(FIRST, "goes-on")]
    assert openings(home, second) == before
    erase(home, second)
    assert standing(home, first, "ines") == [(FIRST, "open")]


def test_whatever_is_added_to_a_record_the_same_records_are_opened_for_it_C5(home: Household) -> None:
    """By what is opened besides, nobody tells whether an action was closed or an addendum added."""
    first = written(home, action(home, FIRST), action(home, LATE))
    second = written(home, action(home, OTHERWISE, **place(first)))
    named = {"printed_name": "M", "meaning": "x"}
    digest = home.as_("sam").get(f"{first}/record").json()["digest"]
    corrected = outline(home, digest=digest, actions=[])
    opened = []
    for add in (
        lambda: done(home.as_("maya").post(f"{first}/addenda", json={"words": "More."} | named)),
        lambda: done(home.as_("sam").post(f"{first}/corrections", json=corrected)),
        lambda: refused(close(home, first), 409, "action-goes-on"),
    ):
        before = openings(home, second)
        add()
        opened.append(openings(home, second) - before)
    assert opened == [1, 1, 1]


def test_each_record_whose_words_are_read_tells_who_read_them_C5(home: Household) -> None:
    first = written(home, action(home, FIRST))
    second = written(home)
    before = openings(home, first)

    done(home.as_("maya").get(f"{second}/record"), 200)

    home.settle()
    found = done(home.as_("sam").get(f"{first}/accesses?limit=200"), 200).json()
    assert len(found) == before + 1
    assert (found[-1]["relation"], found[-1]["action"], found[-1]["rule"]) == ("worker", "read", "SR1")


def test_how_purposes_spread_opens_no_words_of_actions_C5(home: Household) -> None:
    first = written(home, action(home, FIRST))
    written(home)
    before = openings(home, first)

    done(home.as_("maya").get(f"/sessions/balance?agreement={home.demo.agreements['maya-sam']}"), 200)

    assert openings(home, first) == before + 1, "for its own purposes, and not again for its words"


def test_the_entry_stands_before_words_of_an_earlier_record_are_unsealed_C5(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(home, action(home, FIRST))
    second = written(home)
    room = home.house.rooms["sessions"]
    use, happened = room.keys.use, list[str]()

    def using(key_id: str) -> bytes:
        happened.append(f"key {key_id}")
        return use(key_id)

    insert = room.store._recorder.insert_together

    def inserting(group: Any) -> None:
        insert(group)
        states = [event.state for one in group for event in one.events]
        happened.extend(f"entry {one}" for one in (first, second) if number(one).encode() in states[0])

    monkeypatch.setattr(room.keys, "use", using)
    monkeypatch.setattr(room.store._recorder, "insert_together", inserting)
    done(home.as_("maya").get(f"{second}/record"), 200)

    assert happened.index(f"entry {first}") < happened.index(f"key rk:{number(first)}")
