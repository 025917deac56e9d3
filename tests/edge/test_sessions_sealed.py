"""What stays sealed of a session, what its accounting tells, and what happens when its key is gone or two are faster (C1, S6)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest

from services.sessions.api import carried
from services.sessions.domain.session import Session
from services.sessions.events import (
    Addition,
    Closing,
    Extent,
    Function,
    Method,
    Purpose,
    SessionCorrected,
    SessionHeld,
)
from shared.facts import Recorded, Sealed
from shared.identity import Acting
from tests.edge.given import fields_of, refused
from tests.edge.sessions import contact, correct_record, done, name, outline, recorded, to_come, told
from tests.house import Household

SEALED_CODES = {one.value for codes in (Purpose, Function, Method, Addition, Closing) for one in codes}


def id_of(path: str) -> str:
    return path.rpartition("/")[2]


def a_moment_later(home: Household) -> None:
    """Records are told apart by the time at which they were written."""
    home.settle()
    home.clock.move(seconds=1)


def added_to(home: Household) -> str:
    """A session to whose record everything was added that can be."""
    path = recorded(home)
    worker, supervisor = home.as_("maya"), home.as_("sam")
    digest = worker.get(f"{path}/record").json()["digest"]
    refusal = {"of": "record", "digest": digest, "refused": True, "words": "No."}
    done(worker.post(f"{path}/signatures", json=refusal))
    done(supervisor.post(f"{path}/signatures", json=name(of="record", digest=digest)))
    done(worker.post(f"{path}/addenda", json=name(words="And.")))
    done(correct_record(home, path, actions=[]))
    done(supervisor.post(f"{path}/actions/1/completion", json={"closing": "done"}))
    return path


def test_no_purpose_function_method_or_kind_of_addition_lies_in_the_open_C1(home: Household) -> None:
    path = added_to(home)
    item = {"heading": "x", "topics": ["K3-22"]}
    ahead = to_come(home, methods=["recording", "direct-observation"])
    done(home.as_("maya").post(f"{ahead}/agenda-items", json=item), 201)

    stored = [one for id in (path, ahead) for one in home.stored("sessions", id_of(id))]
    sessions = [one for one in stored if b'"name":"sessions.' in one]

    assert len(sessions) == 9
    for one in sessions:
        fact = Recorded.load(one).fact
        clear = fact.model_dump_json(exclude={n for n, v in fact if isinstance(v, Sealed)})
        assert not [code for code in SEALED_CODES if f'"{code}"' in clear]
        assert "K3-22" not in clear


def test_that_practice_was_looked_at_in_no_other_way_looks_like_any_way_S1(home: Household) -> None:
    paths = [to_come(home), to_come(home, methods=["recording"]), contact(home), contact(home, methods=[])]

    facts = [Recorded.load(home.stored("sessions", id_of(path))[0]).fact for path in paths]

    assert [isinstance(fact.looked_at, Sealed) for fact in facts] == [True] * 4  # type: ignore[attr-defined]
    assert len({len(fact.looked_at.c) for fact in facts}) == 1  # type: ignore[attr-defined]
    for path, said in zip(paths, (None, ["recording"], None, []), strict=True):
        assert home.as_("maya").get(f"{path}/words").json().get("methods") == said


def test_how_practice_really_was_looked_at_is_said_once_it_was_held_S1(home: Household) -> None:
    def words(path: str) -> Any:
        return home.as_("maya").get(f"{path}/words").json().get("methods")

    as_meant, otherwise, in_none = (to_come(home, methods=["recording"]) for _ in range(3))
    home.clock.move(hours=2)
    held = {"minutes": 50, "extent": "full"}

    done(home.as_("sam").post(f"{as_meant}/holding", json=held))
    done(home.as_("sam").post(f"{otherwise}/holding", json=held | {"methods": ["direct-observation"]}))

    done(home.as_("sam").post(f"{in_none}/holding", json=held | {"methods": []}))

    paths = (as_meant, otherwise, in_none)
    assert [words(one) for one in paths] == [["recording"], ["direct-observation"], []]
    facts = [Recorded.load(home.stored("sessions", id_of(one))[1]).fact for one in paths]
    assert len({len(fact.looked_at.c) for fact in facts}) == 1  # type: ignore[attr-defined]


def test_how_practice_was_looked_at_either_corrects_as_how_else_it_was_held_S2(home: Household) -> None:
    path = contact(home, methods=["recording"])

    def corrected(by: str, **told: Any) -> Any:
        done(home.as_(by).post(f"{path}/holding/corrections", json={"became": "held"} | told))
        return home.as_("maya").get(f"{path}/words").json().get("methods")

    assert corrected("sam", minutes=20) == ["recording"], "what is not said stays as it is recorded"
    assert corrected("maya", methods=["direct-observation"]) == ["direct-observation"]
    assert corrected("sam", methods=[]) == []
    assert corrected("maya", minutes=25) == []
    as_it_is: tuple[dict[str, Any], ...] = ({"methods": []}, {"minutes": 25})
    for same in as_it_is:
        again = home.as_("sam").post(f"{path}/holding/corrections", json={"became": "held"} | same)
        refused(again, 409, "nothing-to-correct")
    missed = {"became": "missed", "who": home.person("sam"), "methods": []}
    problem = refused(home.as_("sam").post(f"{path}/holding/corrections", json=missed), 422, "held-or-missed")
    assert fields_of(problem) == {"methods"}
    facts = [Recorded.load(one).fact for one in home.stored("sessions", id_of(path))[1:]]
    corrections = [one for one in facts if isinstance(one, SessionCorrected)]
    said = [one.looked_at for one in corrections if isinstance(one.looked_at, Sealed)]
    assert [one.looked_at is None for one in corrections] == [True, False, False, True]
    assert len({len(one.c) for one in said}) == 1


def test_what_was_said_earlier_of_how_practice_was_looked_at_stays_readable_S2(home: Household) -> None:
    path = contact(home, methods=["recording"])
    first = told(home.clock())
    home.clock.move(hours=1)
    body = {"became": "held", "methods": ["direct-observation"]}
    done(home.as_("sam").post(f"{path}/holding/corrections", json=body))

    words = home.as_("maya").get(f"{path}/words").json()

    assert words["methods"] == ["direct-observation"]
    assert [(one["by"], one["methods"]) for one in words["looked_at"]] == [
        (home.person("maya"), ["recording"]),
        (home.person("sam"), ["direct-observation"]),
    ]
    assert [one["said_at"] for one in words["looked_at"]] == [first, told(home.clock())]


def test_methods_said_anew_are_compared_with_those_said_last_and_that_is_accounted_for_S1(
    home: Household,
) -> None:
    def openings() -> list[Any]:
        home.settle()
        return [one["relation"] for one in home.as_("maya").get(f"{path}/accesses").json()]

    path = contact(home, methods=["recording", "co-facilitation"])
    same = {"became": "held", "methods": ["co-facilitation", "recording"]}

    refused(home.as_("sam").post(f"{path}/holding/corrections", json=same), 409, "nothing-to-correct")
    assert openings() == ["supervisor"]
    done(home.as_("sam").post(f"{path}/holding/corrections", json={"became": "held", "minutes": 5}))
    assert len(openings()) == 1


@pytest.mark.parametrize(
    ("held", "said"), [((), ["recording"]), ((Method.DIRECT_OBSERVATION,), ["direct-observation"])]
)
def test_what_was_recorded_before_none_could_be_said_reads_as_it_did_S1(
    held: tuple[Method, ...], said: list[str], home: Household
) -> None:
    path = to_come(home, methods=["recording"])
    home.clock.move(hours=2)
    store = home.house.rooms["sessions"].store
    session = store.get(Session, UUID(id_of(path)))
    fact = SessionHeld(
        by=session.worker,
        starts=session.starts,
        minutes=60,
        extent=Extent.FULL,
        modality=session.modality,
        methods=held,
    )
    session.record(fact)
    store.append(session, Acting(actor=session.worker, client="test"))

    assert home.as_("maya").get(f"{path}/words").json()["methods"] == said


def test_whatever_is_added_to_a_record_looks_alike_and_so_does_its_accounting_C1(home: Household) -> None:
    path = added_to(home)
    home.settle()
    facts = [Recorded.load(one) for one in home.stored("sessions", id_of(path))]

    added = [one for one in facts if one.name == "sessions.RecordAddedTo"]
    opened = [one.fact for one in facts if one.name == "access.ContentOpened"]
    told: list[dict[str, Any]] = [one.model_dump() for one in opened if one.action == "add-to-record"]  # type: ignore[attr-defined]

    assert len(added) == 5
    assert {frozenset(one.fact.model_fields_set) for one in added} == {frozenset({"by", "added"})}
    assert len(told) == 5
    assert {(one["fields"], one["rule"], one["purpose"]) for one in told} == {
        (("record", "salt", "added"), "SR5", "supervision")
    }


def test_a_record_whose_key_is_gone_says_so_and_holds_up_nothing_S6(home: Household) -> None:
    first = recorded(home)
    a_moment_later(home)
    home.house.rooms["sessions"].keys.destroy(f"rk:{id_of(first)}")

    refused(home.as_("maya").get(f"{first}/record"), 410, "erased")
    refused(home.as_("maya").post(f"{first}/addenda", json=name(words="And.")), 410, "erased")
    assert home.as_("maya").get(f"{to_come(home)}/agenda").json()["open_actions"] == []
    after = contact(home)
    done(home.as_("sam").post(f"{after}/record", json=outline(home)), 201)
    assert len(home.as_("sam").get(f"{after}/record").json()["actions"]) == 1
    assert home.as_("nora").get(first).json()["status"] == "held"


def test_what_was_written_meanwhile_is_not_lost_to_the_next_record_S6(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(home, actions=[{"what": "First.", "who": home.person("sam")}])
    a_moment_later(home)
    with monkeypatch.context() as unheard:
        unheard.setattr(carried, "written_records", lambda *_: [])
        recorded(home, actions=[{"what": "Second.", "who": home.person("sam")}])
    a_moment_later(home)

    last = recorded(home, actions=[])

    told = home.as_("sam").get(f"{last}/record").json()["record"]["actions"]
    assert sorted(one["what"] for one in told) == ["First.", "Second."]
    a_moment_later(home)
    assert len(home.as_("sam").get(f"{recorded(home, actions=[])}/record").json()["actions"]) == 2


def test_of_two_who_write_at_once_one_does_S6(home: Household) -> None:
    path = contact(home)

    def write(handle: str) -> int:
        return int(home.as_(handle).post(f"{path}/record", json=outline(home)).status_code)

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(write, ["maya", "sam"] * 2))

    assert answers == [201, 409, 409, 409]


def test_of_two_who_say_what_became_of_it_one_does_S2(home: Household) -> None:
    path = to_come(home)
    home.clock.move(hours=2)

    def tell(number: int) -> int:
        if number % 2:
            body: dict[str, Any] = {"who": home.person("maya")}
            return int(home.as_("sam").post(f"{path}/absence", json=body).status_code)
        body = {"minutes": 60, "extent": "full"}
        return int(home.as_("maya").post(f"{path}/holding", json=body).status_code)

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(tell, range(4)))

    assert answers == [204, 409, 409, 409]
