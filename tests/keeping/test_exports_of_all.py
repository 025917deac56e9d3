"""Everything about oneself holds whatever names somebody, of every kind of record, and no more than they may read (C4, C5)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final, get_args

import pytest
from pydantic import BaseModel

from services.house.manifest import SERVICES
from services.sessions.catalogues.procedures import IDEA
from shared.access.named import NamedView, names_people
from shared.access.opening import STREAM as OPENING
from shared.facts import mark_of
from tests.edge.concerns import disclosed
from tests.edge.given import agreed, refused
from tests.edge.given_groups import (
    accept,
    asked,
    brought,
    done,
    formed,
    group,
    handed_on,
    held,
    hold,
    joined,
    scheduled,
    written,
)
from tests.edge.sessions import recorded
from tests.edge.test_diary import copied
from tests.edge.test_diary import written as noted_down
from tests.edge.test_dual_relationships import brought as two_roles
from tests.edge.test_external_reports import recorded as reported
from tests.edge.test_feedback import CLOSING, answer
from tests.edge.test_performance import noted
from tests.edge.test_rhythm import it_is
from tests.golden.keeping import STREAM_TYPES
from tests.house import Household
from tests.keeping.test_exports import export
from tests.sessions.many import opened_round

TOLD: Final = {
    "directory": {"person", "placement", "agency", "keeping"},
    "agreements": {"agreement", "partnership", "difficulty", "disconnect"},
    "sessions": {
        *("session", "rhythm", "group", "group-session", "attendance", "contribution"),
        *(
            "evaluation",
            "goal",
            "performance-record",
            "dual-relationship",
            "feedback-round",
            "feedback-respondent",
        ),
        *("concern", "disclosure", "disclosure-recipient", "external-report"),
        *("diary-entry", "portfolio-piece", "keeping"),
    },
}
NOT_TOLD: Final = {
    "identifier": "an index of what the person's own record tells",
    "policy_set": "published rules, which name nobody",
    "register": "an agency's codes, which name nobody",
    "difficulty-count": "a number a year, which names nobody",
    "tally": "counted under a key that nobody reads by, and destroyed with it",
    "session-count": "sums of an agency, which name nobody",
    "feedback-answers": "nobody's, once a round is closed",
    "diary": "which entries and pieces there are: each of them is told",
    OPENING: "who opened a record is told with that record, to those whose it is",
}
IN_OFFICE: Final = "one's own record is told whole; what one did in office to another's is that other's"
BY_THE_DIARY: Final = "its owner's alone, and found by the diary"
OF_AN_INDEX: Final = "an index of what the person's own record tells"
NOT_HEARD: Final = {
    "directory.TrainingRecorded": IN_OFFICE,
    "directory.TrainingWithdrawn": IN_OFFICE,
    "directory.OutsideSupervisionRecorded": IN_OFFICE,
    "directory.OutsideSupervisionEnded": IN_OFFICE,
    "directory.RoleProposed": IN_OFFICE,
    "directory.SignInProposed": IN_OFFICE,
    "directory.SecondOfficerConfirmed": IN_OFFICE,
    "directory.ProposalWithdrawn": IN_OFFICE,
    "directory.IdentifierClaimed": OF_AN_INDEX,
    "directory.IdentifierReleased": OF_AN_INDEX,
    "sessions.DiaryEntryListed": BY_THE_DIARY,
    "sessions.DiaryEntryWritten": BY_THE_DIARY,
    "sessions.PortfolioPieceCopied": BY_THE_DIARY,
    "sessions.RecipientNamed": "found by the disclosure it belongs to, which whoever got it takes along",
    "sessions.TallyMarked": "counted under a key that nobody reads by, and destroyed with it: each session it counts is told",
}
"""Every other fact that names somebody in the clear is told to them, as far as they may read its record."""


def kinds(service: str) -> set[str]:
    made = SERVICES[service]
    return {*made.topics, *made.restricted, *made.unpublished}


def test_of_every_kind_of_record_it_is_decided_whether_it_is_told_C4() -> None:
    for service in SERVICES:
        assert kinds(service) - TOLD[service] <= NOT_TOLD.keys(), "is it told in exports, or why not?"
        assert TOLD[service] <= kinds(service)


def test_every_fact_that_names_somebody_is_told_to_them_or_it_is_said_why_not_C4() -> None:
    heard = {
        fact
        for made in SERVICES.values()
        for view in made.views
        if isinstance(view, NamedView)
        for fact in view.hears
    }
    naming = {fact for fact in STREAM_TYPES if _names(fact)}

    assert {fact.kind for fact in naming - heard} == NOT_HEARD.keys()
    assert {STREAM_TYPES[fact] for fact in naming & heard} <= set().union(*TOLD.values())


def _names(part: type[BaseModel]) -> bool:
    """In the clear, itself or in a part of it."""
    clear = [field.annotation for name, field in part.model_fields.items() if not mark_of(part, name)]
    return any(names_people(one) or any(map(_names, _parts(one))) for one in clear)


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for one in get_args(annotation):
        yield from _parts(one)


def one_of_each(home: Household) -> None:
    """Of every kind of record that is told, one that names somebody of the house."""
    maya, sam, rowan = map(home.as_, ("maya", "sam", "rowan"))
    meeting = held(home, group(home), "maya", "jordan")
    done(brought(home, meeting, "maya"), 201)
    session = recorded(home)
    noted(home)
    two_roles(home)
    path = opened_round(home)
    done(answer(home, path))
    disclosed(home)
    reported(home)
    copied(home, noted_down(home))
    agreement = {"agreement": str(home.demo.agreements["maya-sam"])}
    done(maya.post("/goals", json=agreement | {"change": "Ask sooner."}), 201)
    said = {"session": id_of(session), "of": "worker", "went_well": "You listened."}
    done(sam.post("/evaluations", json={"formative": said}), 201)
    hold_on = {"record_type": "session", "record": id_of(session), "words": "A letter came."}
    done(rowan.post("/holds", json=hold_on), 201)
    done(rowan.post(f"/people/{home.person('maya')}/holds", json={"words": "A letter came."}), 201)
    agreed(home)
    it_is(home, datetime(2026, 3, 5, 15, tzinfo=UTC))
    it_is(home, CLOSING)


def id_of(path: str) -> str:
    return path.rpartition("/")[2]


def test_each_kind_of_record_is_there_for_somebody_whom_it_names_C4(home: Household) -> None:
    one_of_each(home)

    for service, told in TOLD.items():
        found = {
            line["record"]
            for who in ("maya", "sam", "rowan", "dilip", "petra")
            for line in export(home, who, service)
        }
        assert found == told


def lines(home: Household, by: str, record: str) -> list[dict[str, Any]]:
    return [one for one in export(home, by, "sessions") if one["record"] == record]


def test_whoever_was_at_a_meeting_takes_it_their_words_and_how_they_joined_along_S9(home: Household) -> None:
    path = group(home)
    meeting = held(home, path, "maya")
    done(brought(home, meeting, "maya", words="My own words"), 201)
    done(brought(home, meeting, "sam", IDEA, words="Sam's words", on=home.person("maya")), 201)
    done(written(home, meeting), 201)

    [mine], [there], [words] = (
        lines(home, "maya", kind) for kind in ("group", "group-session", "contribution")
    )

    assert (mine["id"], there["id"]) == (id_of(path), id_of(meeting))
    assert words["history"][0]["fact"]["contributed"]["words"] == "My own words"
    assert [step["fact"].get("member") for step in mine["history"] if "member" in step["fact"]] == [
        home.person("maya")
    ]
    assert mine["history"][-1]["fact"]["printed_name"] == "Maya"
    assert [step["version"] for step in mine["history"]] == [1, 2, 3], "no gap tells of others"
    assert str(home.demo.placements["jordan"]) not in str(mine)
    assert "Leaving a visit in time" in str(there["history"])
    assert "Sam's words" not in str(lines(home, "maya", "contribution"))


def test_whoever_facilitates_takes_their_groups_and_meetings_along_S9(home: Household) -> None:
    path = group(home)
    meeting = held(home, path, "maya")
    done(written(home, meeting), 201)

    [formed_it], [there] = lines(home, "sam", "group"), lines(home, "sam", "group-session")

    assert formed_it["history"][0]["fact"]["about"]["title"] == "Tuesday group"
    assert "printed_name" not in str(formed_it["history"])
    assert there["history"][-1]["name"] == "sessions.GroupRecordWritten"


def test_whoever_accepted_to_facilitate_takes_their_signature_along_and_nobody_elses_S9(
    home: Household,
) -> None:
    path = group(home)
    done(asked(home, path))
    home.settle()
    [waits] = lines(home, "ines", "group")
    assert [step["name"].rpartition(".")[2] for step in waits["history"]] == [
        "GroupFormed",
        "FacilitatorAsked",
    ]

    done(accept(home, path))
    home.settle()
    [mine], [theirs] = lines(home, "ines", "group"), lines(home, "maya", "group")

    assert mine["history"][-1]["fact"]["printed_name"] == "Ines"
    assert "Maya" not in str(mine["history"])
    assert "Ines" not in str(theirs["history"])
    handed_on(home, path, "sam", by="ines")
    home.settle()
    [left] = lines(home, "ines", "group")
    assert left["history"][1]["fact"]["printed_name"] == "Ines"
    assert "Tuesday group" not in str(left)


def test_of_a_meeting_where_somebody_was_not_they_take_nothing_S9(home: Household) -> None:
    path = group(home)
    held(home, path, "maya")

    assert lines(home, "jordan", "group-session") == []
    assert [one["id"] for one in lines(home, "jordan", "group")] == [id_of(path)]
    assert lines(home, "dilip", "group") == []


def test_whoever_set_a_meeting_and_was_not_there_takes_that_it_took_place_S10(home: Household) -> None:
    path = formed(home, "maya", "co-reflection", shared=True)
    for one in ("maya", "jordan", "sam"):
        joined(home, path, one, "maya")
    meeting = scheduled(home, path, "maya")
    done(hold(home, meeting, "jordan", "sam", by="jordan"))
    done(written(home, meeting, by="sam"), 201)

    [told] = lines(home, "maya", "group-session")

    assert told["seen"]["status"] == "held"
    assert set(told) == {"record", "id", "seen"}
    assert "attendees" not in told["seen"]


def test_whoever_left_takes_what_they_attended_along_and_no_more_S9(home: Household) -> None:
    path = group(home)
    meeting = held(home, path, "maya", "jordan")
    done(brought(home, meeting, "maya", words="My own words"), 201)
    done(home.as_("maya").post(f"{path}/departures", json={"member": home.person("maya")}))
    held(home, path, "jordan")

    assert [one["id"] for one in lines(home, "maya", "group-session")] == [id_of(meeting)]
    assert "My own words" in str(lines(home, "maya", "contribution"))
    [joining] = lines(home, "maya", "group")
    assert [step["name"].rpartition(".")[2] for step in joining["history"]] == [
        *("MemberInvited", "GroupJoined", "GroupLeft")
    ]
    assert joining["history"][1]["fact"]["printed_name"] == "Maya"
    assert "Tuesday group" not in str(joining)


def test_officers_take_along_what_they_ordered_and_not_what_another_said_of_it_C5(home: Household) -> None:
    session = id_of(recorded(home))
    of_session = {"record_type": "session", "record": session}
    for by, words in (("rowan", "A letter came."), ("wren", "Another letter came.")):
        done(home.as_(by).post("/holds", json=of_session | {"words": words}), 201)

    [told] = lines(home, "rowan", "keeping")

    assert [step["fact"]["words"] for step in told["history"]] == ["A letter came."]
    assert "opened" not in told
    assert lines(home, "maya", "keeping") == []


def test_a_report_goes_with_its_author_and_with_whom_they_let_see_it_of_themselves_alone_C6(
    home: Household,
) -> None:
    path = reported(home)
    for handle in ("maya", "rowan"):
        done(home.as_("sam").post(f"{path}/showings", json={"to": home.person(handle)}))

    [own], [seen] = lines(home, "sam", "external-report"), lines(home, "maya", "external-report")

    assert len(own["history"]) == 3
    assert "opened" in own
    assert len(seen["history"]) == 1
    assert seen["history"][0]["fact"]["words"] == "What I saw on Tuesday."
    assert home.person("rowan") not in str(seen)
    assert "opened" not in seen
    assert lines(home, "petra", "external-report") == []


def test_to_whom_it_was_disclosed_is_told_by_name_to_the_two_C3(home: Household) -> None:
    disclosed(home)

    for handle in ("maya", "sam"):
        [named] = lines(home, handle, "disclosure-recipient")
        assert named["history"][0]["fact"]["name"] == "Petra Lindqvist"
    assert lines(home, "petra", "disclosure-recipient") == []


def test_that_somebody_answered_a_round_is_told_to_them_once_it_is_closed_and_nothing_of_what_K4(
    home: Household,
) -> None:
    path = opened_round(home)
    done(answer(home, path))
    assert lines(home, "maya", "feedback-respondent") == [], "nothing is recorded of it before"
    it_is(home, CLOSING)
    done(
        home.as_("sam").post(f"/agreements/{home.demo.agreements['maya-sam']}/ending", json={"why": "other"})
    )
    done(
        home.as_("petra").post(
            f"/agreements/{home.demo.agreements['maya-petra']}/ending", json={"why": "other"}
        )
    )
    home.settle()

    [told] = lines(home, "maya", "feedback-respondent")

    [step] = told["history"]
    assert step["fact"] == {"round": id_of(path), "person": home.person("maya")}
    assert step["by"] == "respondent"
    assert set(told) == {"record", "id", "history"}
    for other in ("jordan", "petra", "dilip", "tomasz", "rowan"):
        assert lines(home, other, "feedback-respondent") == []


def test_what_was_just_written_is_in_the_file_A1(home: Household) -> None:
    goal = {"agreement": str(home.demo.agreements["maya-sam"]), "change": "Ask sooner."}
    for _ in range(8):
        made = done(home.as_("maya").post("/goals", json=goal), 201)
        told = [one["id"] for one in lines(home, "maya", "goal")]
        assert id_of(made.headers["Location"]) in told

    at = home.as_("maya").get("/exports/sessions", headers={"At-Least": made.headers["Position"]})
    assert at.status_code == 200


@pytest.mark.parametrize("service", SERVICES)
def test_a_place_in_no_log_is_refused_as_in_lists(service: str, shared_home: Household) -> None:
    got = shared_home.as_("maya").get(f"/exports/{service}", headers={"At-Least": "rubbish"})
    refused(got, 422, "invalid")


def test_while_the_lists_have_not_come_as_far_as_the_log_no_file_begins(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = home.house.rooms["sessions"].shelf
    monkeypatch.setattr("shared.feed.shelf.WAIT_SECONDS", 0.05)
    monkeypatch.setattr(shelf, "position", lambda _: 0)

    refused(home.as_("maya").get("/exports/sessions"), 503, "away")


def test_what_only_fills_a_sealed_value_up_is_not_told_S6(home: Household) -> None:
    session = recorded(home)
    words = {"words": "We forgot the telephone.", "printed_name": "Maya", "meaning": "I add this."}
    assert home.as_("maya").post(f"{session}/addenda", json=words).status_code == 204

    [mine] = lines(home, "maya", "session")

    assert mine["history"][-1]["fact"]["added"]["words"] == words["words"]
    assert "    " not in str(mine)
