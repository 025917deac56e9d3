"""What is brought forward over HTTP: past contact, once however often, with a third and without (S5, S6, S12)."""

from datetime import timedelta
from functools import partial
from typing import Any, Final

import pytest

from services.sessions.domain.recording import ROOM, Recording
from services.sessions.events import AgendaItem, AgendaItemAdded
from tests.edge.given import fields_of, hear_of_the_directory, refused
from tests.edge.sessions import contact, correct_record, done, outline, to_come, told
from tests.edge.test_actions_that_go_on import action, number, standing
from tests.edge.test_roles import give
from tests.house import Household

RIDES: Final = "Rides"
HELD: Final = {"minutes": 50, "extent": "full"}


def puts(home: Household, path: str, heading: str = RIDES, by: str = "maya", **forward: Any) -> Any:
    told = {"heading": heading} | ({"brought_forward": forward} if forward else {})
    return home.as_(by).post(f"{path}/agenda-items", json=told)


def hold(home: Household, path: str) -> None:
    home.clock.move(hours=2)
    hear_of_the_directory(home)
    done(home.as_("sam").post(f"{path}/holding", json=HELD))
    home.settle()


def write(home: Household, path: str, *actions: dict[str, Any], by: str = "sam", **other: Any) -> None:
    body = outline(home, **{"agenda": [], "actions": list(actions)} | other)
    done(home.as_(by).post(f"{path}/record", json=body), 201)
    home.settle()


def agenda(home: Household, path: str, by: str = "maya") -> tuple[list[str], list[tuple[str, int]]]:
    """Open actions by their words, topics by where they stand."""
    found = done(home.as_(by).get(f"{path}/agenda"), 200).json()
    actions = [one["action"]["what"] for one in found["open_actions"]]
    return actions, [(f"/sessions/{one['session']}", one["number"]) for one in found["topics_left"]]


def topics(home: Household, path: str, by: str = "maya") -> list[tuple[str, int]]:
    return agenda(home, path, by)[1]


def with_rides(home: Household, *headings: str) -> str:
    """Held, with topics on its agenda that its record does not name."""
    path = to_come(home)
    for heading in headings or (RIDES,):
        done(puts(home, path, heading), 201)
    hold(home, path)
    write(home, path)
    return path


def with_petra(home: Household, *headings: str, third: str = "petra") -> str:
    path = to_come(home, by="maya", third=home.person(third), format="co-supervision")
    for heading in headings:
        done(puts(home, path, heading), 201)
    return path


def of_three(home: Household, *actions: dict[str, Any], headings: tuple[str, ...] = ()) -> str:
    """Co-supervision that was held, with a record."""
    path = with_petra(home, *headings)
    hold(home, path)
    write(home, path, *actions, present=[home.person(one) for one in ("maya", "sam", "petra")])
    return path


def of_two(home: Household, *actions: dict[str, Any]) -> str:
    path = to_come(home)
    hold(home, path)
    write(home, path, *actions)
    return path


def by_phone(home: Household) -> str:
    """Contact a moment ago, for which no time had been set."""
    home.clock.move(hours=2)
    hear_of_the_directory(home)
    path = contact(home, modality="telephone")
    home.settle()
    return path


def test_contact_leaves_the_topics_of_the_last_session_as_they_were_S5(home: Household) -> None:
    first = with_rides(home)
    by_phone(home)
    ahead = to_come(home)

    assert topics(home, ahead) == [(first, 1)]
    done(puts(home, ahead, session=number(first), item=1), 201)


def test_a_topic_that_the_record_of_contact_names_is_left_no_more_S5(home: Household) -> None:
    first = with_rides(home, RIDES, "The rota")
    write(home, by_phone(home), agenda=[RIDES])

    assert topics(home, to_come(home)) == [(first, 2)]


def test_no_record_of_contact_is_opened_where_no_topic_was_left_C5(home: Household) -> None:
    of_two(home)
    call = by_phone(home)
    write(home, call)
    write(home, by_phone(home))  # whose record goes on from the other
    ahead = to_come(home)
    home.settle()

    def openings() -> int:
        home.settle()
        return len(done(home.as_("maya").get(f"{call}/accesses?limit=200"), 200).json())

    before = openings()
    assert topics(home, ahead) == []
    assert openings() == before


def test_what_is_on_the_agenda_already_is_offered_no_more_and_brought_once_S5(home: Household) -> None:
    first = with_rides(home, RIDES, "The rota")
    ahead = to_come(home)
    done(puts(home, ahead, session=number(first), item=1), 201)

    for by in ("maya", "sam"):
        assert topics(home, ahead, by) == [(first, 2)]
    refused(puts(home, ahead, by="sam", session=number(first), item=1), 409, "on-the-agenda-already")
    assert len(home.as_("sam").get(f"{ahead}/agenda").json()["items"]) == 1
    done(puts(home, ahead, by="sam", session=number(first), item=2), 201)


def test_an_open_action_is_brought_forward_once_S5(home: Household) -> None:
    first = of_two(home, action(home, "Ask for a second key."))
    ahead = to_come(home)
    done(puts(home, ahead, session=number(first), action=1), 201)

    assert agenda(home, ahead, "sam")[0] == []
    refused(puts(home, ahead, by="sam", session=number(first), action=1), 409, "on-the-agenda-already")


def test_an_action_on_an_agenda_is_the_same_once_it_went_on_in_the_record_of_contact_S5(
    home: Household,
) -> None:
    first = of_two(home, action(home, "Ask for a second key."))
    ahead = to_come(home, starts=told(home.clock() + timedelta(hours=9)))
    done(puts(home, ahead, session=number(first), action=1), 201)
    since = by_phone(home)
    write(home, since)

    assert agenda(home, ahead)[0] == []
    refused(puts(home, ahead, session=number(since), action=1), 409, "on-the-agenda-already")


def test_an_action_that_nobody_came_to_comes_up_once_S5(home: Household) -> None:
    """Not as what is open and as a topic as well."""
    first = of_two(home, action(home, "Ask for a second key."))
    second = to_come(home)
    done(puts(home, second, "The key", session=number(first), action=1), 201)
    hold(home, second)
    write(home, second)

    assert agenda(home, to_come(home)) == (["Ask for a second key."], [])


@pytest.mark.parametrize("held", [True, False], ids=["held", "called off"])
def test_a_topic_that_an_older_history_holds_twice_is_offered_once_S5(
    held: bool, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = with_rides(home)
    second = to_come(home)
    with monkeypatch.context() as older:
        older.setattr(Recording, "put_on_agenda", _as_it_was)
        for by in ("maya", "sam"):
            done(puts(home, second, by=by, session=number(first), item=1), 201)
    if held:
        hold(home, second)
    else:
        done(home.as_("sam").post(f"{second}/cancellation", json={"told_at": told(home.clock())}))
        home.clock.move(minutes=5)
        hear_of_the_directory(home)
    ahead = to_come(home)

    assert topics(home, ahead) == [(second, 1)]
    done(puts(home, ahead, session=number(second), item=1), 201)
    assert topics(home, ahead) == []
    refused(puts(home, ahead, session=number(second), item=2), 409, "on-the-agenda-already")


def _as_it_was(self: Recording, by: Any, item: AgendaItem, *_: Any, **__: Any) -> int:
    self.record(AgendaItemAdded(by=by, number=len(self.items) + 1, item=item))
    return len(self.items)


def test_what_is_open_in_co_supervision_comes_up_when_the_two_meet_and_stays_with_the_three_S12(
    home: Household,
) -> None:
    first = of_three(home, action(home, "Ask for a second key.", who=home.person("petra")), headings=(RIDES,))
    ahead = to_come(home)

    assert agenda(home, ahead) == (["Ask for a second key."], [(first, 1)])
    assert agenda(home, with_petra(home)) == (["Ask for a second key."], [(first, 1)]), "or with the third"
    hold(home, ahead)
    write(home, ahead)
    assert standing(home, ahead) == []
    assert agenda(home, to_come(home))[0] == ["Ask for a second key."]
    for by in ("maya", "petra"):
        assert standing(home, first, by) == [("Ask for a second key.", "open")]
    done(home.as_("petra").post(f"{first}/actions/1/completion", json={"closing": "done"}))
    assert agenda(home, to_come(home)) == ([], [])


def test_nothing_that_the_two_keep_between_them_comes_before_a_third_S12(home: Household) -> None:
    of_three(home, action(home, "Ask for a second key."))
    second = to_come(home)
    done(puts(home, second), 201)
    hold(home, second)
    write(home, second, action(home, "Ask each other first."))
    path = with_petra(home)

    for by in ("maya", "petra"):
        assert agenda(home, path, by) == (["Ask for a second key."], [])
    refused(puts(home, path, session=number(second), item=1), 422, "not-carried-over")
    hold(home, path)
    write(home, path, present=[home.person(one) for one in ("maya", "sam", "petra")], by="petra")
    assert standing(home, path, "petra") == [("Ask for a second key.", "open")]
    assert sorted(agenda(home, to_come(home))[0]) == ["Ask each other first.", "Ask for a second key."]


def test_topics_of_the_two_wait_for_the_two_and_those_with_a_third_for_either_S12(home: Household) -> None:
    between_us = with_rides(home)
    of_all = of_three(home, headings=("The rota",))

    assert topics(home, to_come(home)) == [(of_all, 1), (between_us, 1)]
    assert topics(home, with_petra(home)) == [(of_all, 1)]
    again = of_three(home, headings=("The key",))
    assert topics(home, to_come(home)) == [(again, 1), (between_us, 1)]
    of_two(home)
    assert topics(home, to_come(home)) == []
    assert topics(home, with_petra(home)) == [(again, 1)]


def test_records_with_a_third_and_without_keep_each_other_s_actions_open_S12(home: Household) -> None:
    of_two(home, action(home, "Ask each other first."))
    of_three(home, action(home, "Ask for a second key."))
    of_three(home, action(home, "Bring the plan."))

    all_of_it = ["Ask each other first.", "Ask for a second key.", "Bring the plan."]
    assert sorted(agenda(home, to_come(home))[0]) == all_of_it
    assert sorted(agenda(home, with_petra(home))[0]) == all_of_it[1:]
    last = of_two(home)
    assert standing(home, last) == [("Ask each other first.", "open")]
    assert sorted(agenda(home, to_come(home))[0]) == all_of_it, "and each once"


def test_what_stands_with_one_third_does_not_come_before_another_S12(home: Household) -> None:
    of_three(home, action(home, "Ask for a second key."), headings=(RIDES,))
    done(give(home, "tomasz", "jordan", "agency_supervisor"), 201)
    home.settle()

    assert agenda(home, with_petra(home, third="jordan")) == ([], [])


@pytest.mark.parametrize("earlier", ["2001-01-01T10:00:00Z", None])
@pytest.mark.parametrize("kind", ["record", "corrections"])
def test_the_next_session_is_one_after_this_S6(kind: str, earlier: str | None, home: Household) -> None:
    path = of_two(home) if kind == "corrections" else to_come(home)
    if kind == "record":
        hold(home, path)
    starts = home.as_("maya").get(path).json()["starts"]

    def post(at: str) -> Any:
        if kind == "corrections":
            return correct_record(home, path, actions=[], next_session=at)
        return home.as_("sam").post(f"{path}/record", json=outline(home, actions=[], next_session=at))

    assert fields_of(refused(post(earlier or starts), 422, "next-is-later")) == {"next_session"}
    assert post(told(home.clock())).status_code in (201, 204)


def test_an_agenda_holds_as_much_as_a_record_has_room_for_S5(home: Household) -> None:
    path = to_come(home)
    put = partial(puts, home, path)
    headings = [f"Topic {at}" for at in range(ROOM)]
    for heading in headings:
        done(put(heading), 201)
    refused(put("One more"), 409, "agenda-is-full")
    hold(home, path)

    write(home, path, agenda=headings)

    assert topics(home, to_come(home)) == []
