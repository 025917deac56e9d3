"""An action goes on from record to record; erased with the session in which it was written first, it is gone from all (C5, S6)."""

from typing import Any, Final
from uuid import UUID

from services.sessions.domain.session import Session
from services.sessions.domain.written import digest_of
from services.sessions.events import SessionRecord
from tests.edge.given import hear_of_the_directory, refused
from tests.edge.sessions import contact, correct_record, done, name, outline, recorded
from tests.house import Household

WORDS: Final = "Ask what happened on the stairs."
NEXT: Final = "Bring the plan of the house."


def action(home: Household, what: str = WORDS, **other: Any) -> dict[str, Any]:
    return {"what": what, "who": home.person("sam")} | other


def later(home: Household, *actions: dict[str, Any]) -> str:
    """The next session of the two, with a record."""
    home.clock.move(hours=3)
    hear_of_the_directory(home)
    home.settle()
    path = contact(home)
    done(home.as_("sam").post(f"{path}/record", json=outline(home, actions=list(actions))), 201)
    home.settle()
    return path


def read(home: Household, path: str, by: str = "maya") -> dict[str, Any]:
    told: dict[str, Any] = done(home.as_(by).get(f"{path}/record"), 200).json()
    return told


def words(home: Household, path: str) -> list[str | None]:
    return [one.get("what") for one in read(home, path)["record"]["actions"]]


def erase(home: Household, path: str) -> None:
    told = {"record_type": "session", "reason": "never-lawful", "words": "It named somebody."}
    order = done(home.as_("rowan").post("/erasures", json=told | {"record": path.rpartition("/")[2]}), 201)
    done(home.as_("wren").post(f"{order.headers['Location']}/approval"))


def place(path: str, number: int = 1) -> dict[str, Any]:
    return {"session": path.rpartition("/")[2], "action": number}


def test_what_was_erased_goes_on_in_no_later_record_S6(home: Household) -> None:
    first = recorded(home, actions=[action(home)])
    second = later(home)
    third = later(home, action(home, NEXT))
    assert (words(home, second), words(home, third)) == ([WORDS], [NEXT, WORDS])

    erase(home, first)

    refused(home.as_("maya").get(f"{first}/record"), 410, "erased")
    assert (words(home, second), words(home, third)) == ([None], [NEXT, None])
    assert words(home, later(home)) == [NEXT], "and what nobody can read is not carried on"


def test_it_is_sealed_under_no_key_but_that_of_its_first_record_S6(home: Household) -> None:
    first = recorded(home, actions=[action(home)])
    second = later(home)
    keys = home.house.rooms["sessions"].keys

    keys.destroy(f"rk:{first.rpartition('/')[2]}")

    assert WORDS not in home.as_("maya").get(f"{second}/record").text


def test_an_action_named_in_the_same_words_stays_where_they_were_written_S6(home: Household) -> None:
    first = recorded(home, actions=[action(home)])
    second = later(home, action(home, carried_from=place(first)))
    same = [action(home, number=1)]
    done(correct_record(home, second, actions=same))
    assert words(home, second) == [WORDS]

    erase(home, first)

    assert words(home, second) == [None]
    assert WORDS not in home.as_("maya").get(f"{second}/record").text, "nor in any text it had"


def test_what_somebody_puts_in_other_words_is_of_their_own_record_S6(home: Household) -> None:
    first = recorded(home, actions=[action(home)])
    second = later(home, action(home, NEXT, carried_from=place(first)))

    erase(home, first)

    assert words(home, second) == [NEXT]


def test_of_the_record_between_two_nothing_but_its_own_goes_S6(home: Household) -> None:
    first = recorded(home, actions=[action(home)])
    second = later(home, action(home, NEXT))
    third = later(home)

    erase(home, second)

    assert (words(home, first), words(home, third)) == ([WORDS], [None, WORDS])


def test_what_was_signed_reads_as_signed_also_after_that_S6(home: Household) -> None:
    first = recorded(home, actions=[action(home)])
    second = later(home)
    signing = {"of": "record", "digest": read(home, second)["digest"]} | name()
    done(home.as_("maya").post(f"{second}/signatures", json=signing))

    erase(home, first)

    told = read(home, second)
    assert (told["digest"], told["added"][0]["of_this_text"]) == (signing["digest"], True)


def test_whoever_reads_a_record_can_check_its_digest_S6(home: Household) -> None:
    recorded(home, actions=[action(home)])
    told = read(home, later(home, action(home, NEXT)))

    again = SessionRecord.model_validate(told["record"])

    assert digest_of(UUID(told["session"]), again, bytes.fromhex(told["salt"])) == told["digest"]
    assert {"nonce", "secret", "commitment"} <= told["record"]["actions"][1]["first_in"].keys()


def test_no_log_shows_any_of_it_C1(home: Household) -> None:
    recorded(home, actions=[action(home)])
    second = later(home)
    store = home.house.rooms["sessions"].store

    _, records = store.past(Session, UUID(second.rpartition("/")[2]))

    assert not any(b"first_in" in one.stored() or WORDS.encode() in one.stored() for one in records)
