"""What a record touches is counted with it; and the two see how their sessions spread over purposes and functions (S3, S4, C5)."""

import json
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from services.sessions.domain.quarters import Quarter
from services.sessions.domain.tally import NOTHING, Tally, touched_by
from services.sessions.events import Function, Purpose, SessionRecord, TallyMarked, Touched
from services.sessions.policy import TALLIES
from shared.access import open_content
from shared.identity import TIME, Acting
from tests.edge.given import NOBODY, refused
from tests.edge.sessions import contact, correct_record, done, name, outline, recorded
from tests.house import Household

WRITTEN = touched_by(
    SessionRecord(present=(), purposes=(Purpose.FORMATIVE,), functions=(Function.SUPPORT, Function.EDUCATE))
)


def tally_of(home: Household, key: str = "maya-sam") -> UUID:
    return Tally.id_of(home.demo.agreements[key], Quarter.of(home.clock().date()))


def marks(home: Household) -> list[Touched]:
    """What the publishing reaction would read."""
    store = home.house.rooms["sessions"].store
    _, records = store.past(Tally, tally_of(home))
    decision = TALLIES.decide({"publisher"}, "publish", "")
    opened = open_content(store, records, decision, Acting(actor=TIME), fields=("touched",))
    return [
        one.touched for one in opened if isinstance(one, TallyMarked) and isinstance(one.touched, Touched)
    ]


def balance(home: Household, handle: str = "maya", key: str = "maya-sam") -> Any:
    home.settle()
    return home.as_(handle).get(f"/sessions/balance?agreement={home.demo.agreements[key]}")


def stored(home: Household) -> list[dict[str, Any]]:
    log = home.house.rooms["sessions"].store.read(0, 100_000)
    return [json.loads(one) for _, one in log]


def test_a_record_and_whatever_is_added_to_it_leave_a_mark_each_in_the_same_append_C5(
    home: Household,
) -> None:
    path = recorded(home)
    sam = home.as_("sam")
    done(sam.post(f"{path}/addenda", json=name(words="We also spoke about the rota.")))
    done(correct_record(home, path, purposes=["normative"], actions=[]))
    digest = sam.get(f"{path}/record").json()["digest"]
    done(sam.post(f"{path}/signatures", json=name(of="record", digest=digest)))
    done(sam.post(f"{path}/actions/1/completion", json={"closing": "done"}))

    assert marks(home) == [WRITTEN, NOTHING, Touched(formative=-1, normative=1), NOTHING, NOTHING]
    facts = [one for one in stored(home) if one["stream_type"] in ("session", "tally")]
    pairs = [
        (one["name"], two["name"], one["correlation"] == two["correlation"])
        for one, two in pairwise(facts)
        if two["name"] == "sessions.TallyMarked"
    ]
    assert pairs == [
        ("sessions.RecordWritten", "sessions.TallyMarked", True),
        *[("sessions.RecordAddedTo", "sessions.TallyMarked", True)] * 4,
    ]


def test_whoever_writes_of_another_session_at_the_same_moment_is_counted_too_C5(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, mark, store = contact(home), Tally.mark, home.house.rooms["sessions"].store
    meanwhile = [NOTHING]

    def after_another(
        self: Tally, agreement: Any, worker: Any, agency: Any, quarter: Any, by: Touched
    ) -> None:
        if meanwhile:
            other = Tally(self.id)
            mark(other, agreement, worker, agency, quarter, meanwhile.pop())
            store.append(other, Acting(actor=worker))
        mark(self, agreement, worker, agency, quarter, by)

    monkeypatch.setattr(Tally, "mark", after_another)
    done(home.as_("sam").post(f"{path}/record", json=outline(home)), 201)

    assert marks(home) == [NOTHING, WRITTEN]


def test_what_was_added_does_not_show_by_the_length_of_its_mark_C5(home: Household) -> None:
    path = recorded(home)
    done(home.as_("sam").post(f"{path}/addenda", json=name(words="We also spoke about the rota.")))
    done(correct_record(home, path, purposes=["normative"]))

    found = [one["fact"] for one in stored(home) if one["name"] == "sessions.TallyMarked"]

    assert len({len(json.dumps(one)) for one in found}) == 1
    assert {one["quarter"] for one in found} == {"2026-Q1"}


def test_what_is_refused_leaves_no_mark_C5(home: Household) -> None:
    path = recorded(home)

    refused(home.as_("sam").post(f"{path}/record", json=outline(home)), 409)

    assert marks(home) == [WRITTEN]


def test_a_mark_lies_in_the_quarter_in_which_it_is_made_by_the_agencys_clock_C5(home: Household) -> None:
    path = recorded(home)
    home.clock.at = datetime(2026, 4, 1, 3, 59, tzinfo=UTC)
    done(home.as_("sam").post(f"{path}/addenda", json=name(words="In Toronto it is March.")))
    home.clock.at = datetime(2026, 4, 1, 4, 1, tzinfo=UTC)
    done(correct_record(home, path, purposes=["normative"]))

    found = [one["fact"]["quarter"] for one in stored(home) if one["name"] == "sessions.TallyMarked"]

    assert found == ["2026-Q1", "2026-Q1", "2026-Q2"]


def test_both_parties_see_the_balance_of_the_records_as_they_read_now_S3(home: Household) -> None:
    recorded(home)
    path = recorded(home, purposes=["formative", "restorative"], functions=["evaluate"])
    done(correct_record(home, path, purposes=["restorative"], functions=[]))

    answers = [done(balance(home, handle), 200).json() for handle in ("maya", "sam")]

    assert answers[0] == answers[1]
    assert answers[0] == {
        "agreement": str(home.demo.agreements["maya-sam"]),
        "goes_on_with": [],
        "records": 2,
        "erased": 0,
        "purposes": {"formative": 1, "restorative": 1, "normative": 0},
        "functions": {"administrate": 0, "support": 1, "educate": 1, "advocate": 0, "evaluate": 0},
        "not_touched": ["normative"],
    }


def test_each_record_read_for_it_is_accounted_for_and_the_two_see_that_S3(home: Household) -> None:
    paths = [recorded(home) for _ in range(2)]
    done(balance(home, "sam"), 200)
    home.settle()

    for path in paths:
        found = home.as_("maya").get(f"{path}/accesses").json()
        assert [(one["relation"], one["rule"]) for one in found if one["action"] == "read-balance"] == [
            ("supervisor", "BA1")
        ]


def test_an_erased_record_is_counted_as_gone_S3(home: Household) -> None:
    path = recorded(home)
    recorded(home)
    home.house.rooms["sessions"].keys.destroy(f"rk:{path.rpartition('/')[2]}")

    told = done(balance(home), 200).json()

    assert (told["records"], told["erased"]) == (1, 1)


def test_before_anything_was_written_no_purpose_was_touched_S3(home: Household) -> None:
    told = done(balance(home), 200).json()

    assert (told["records"], told["not_touched"]) == (0, ["formative", "restorative", "normative"])


@pytest.mark.parametrize(
    ("handle", "status"),
    [("nora", 403), ("dilip", 403), ("tomasz", 403), ("petra", 403), ("jordan", 404), ("ines", 404)],
)
def test_nobody_else_sees_the_balance_C5(handle: str, status: int, shared_home: Household) -> None:
    problem = refused(balance(shared_home, handle), status)

    if status == 403:
        assert "nobody else" in problem["title"]


def test_an_agreement_that_is_not_there_has_no_balance_C5(shared_home: Household) -> None:
    refused(shared_home.as_("maya").get(f"/sessions/balance?agreement={NOBODY}"), 404)
