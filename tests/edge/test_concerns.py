"""Concerns at the edge: each step in its order, by whom it is, and nobody else can tell that one is there (C1, C2, C3)."""

import json
from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from services.sessions.views.drafts import DRAFT, GOES, Drafts
from shared.aside import Laid
from shared.identity import Acting, PersonId
from shared.keeping import ErasureReason, Keeping, Standing, Target
from shared.store import Store
from shared.store.recent import Recent
from shared.tables import Away
from tests.edge.concern_races import AGAINST_CONSULTING, raced
from tests.edge.concerns import (
    CARE,
    NOW,
    OTHERS,
    SAFE,
    STATEMENT,
    WORDS,
    body,
    consulted,
    digest,
    disclosed,
    escalated,
    names,
    responded,
    told,
)
from tests.edge.given import (
    NOBODY,
    fields_of,
    hear_from_agreements,
    hear_of_the_directory,
    once,
    places,
    refused,
)
from tests.edge.given_groups import circle, group
from tests.edge.test_concerns_covered import covered, take_over
from tests.edge.test_drafts import drafted
from tests.edge.test_once import at_once, in_a_thread
from tests.edge.test_policy_sets import RULES, pick, published
from tests.edge.test_registers import keep
from tests.house import Household, wait_for

LOG = "sessions.restricted"
LOOKS = ("", "/history", "/words", "/next-to-consult", "/disclosure", "/recipients", "/accesses")
STEPS: dict[str, Any] = {
    "seen": None,
    "response": {"answer": "declined"},
    "confirmation": None,
    "escalation-notice": {"to": NOBODY, "name": "P.", "statement": "S.", "how": "call"},
    "objection": {"notice": 1},
    "consultation": {"to": NOBODY, "statement_digest": "00" * 32},
    "outcome": {"words": "Done."},
    "withdrawal": {},
    "statement": {"words": "Mine."},
    "private-notice": {"how": "call"},
    "steps-out-of-order": {"step": "notice", "taken_at": "2026-03-02T14:00:00Z", "words": "So."},
}


def step(home: Household, path: str, which: str, by: str) -> Any:
    return home.as_(by).post(f"{path}/{which}", json=STEPS[which])


def test_nobody_but_the_two_can_tell_that_a_concern_is_there_C2(shared_home: Household) -> None:
    home, path = shared_home, told(shared_home)
    nowhere = f"/concerns/{NOBODY}"
    for handle in OTHERS:
        for look in LOOKS:
            there, not_there = (home.as_(handle).get(one + look) for one in (path, nowhere))
            refused(there, 404, "not-found")
            assert there.content == not_there.content
        for which in STEPS:
            there, not_there = (step(home, one, which, handle) for one in (path, nowhere))
            refused(there, 404, "not-found")
            assert there.content == not_there.content
    home.settle()
    for handle in OTHERS:
        assert path.rpartition("/")[2] not in home.as_(handle).get("/concerns").text
    for handle in ("maya", "sam"):
        listed = home.as_(handle).get("/concerns").json()
        assert path.rpartition("/")[2] in [one["id"] for one in listed]


def test_who_may_see_and_not_do_is_told_the_rule_C2(shared_home: Household) -> None:
    home, path = shared_home, told(shared_home)
    parts = {
        "maya": (
            "escalation-notice",
            "consultation",
            "outcome",
            "withdrawal",
            "private-notice",
            "confirmation",
        ),
        "sam": ("seen", "response", "objection", "statement", "confirmation"),
    }
    for handle, theirs in parts.items():
        for which in theirs:
            assert refused(step(home, path, which, handle), 403, "not-allowed")["title"]


def test_it_is_raised_by_who_supervises_and_to_a_stranger_the_agreement_is_not_known_C2(
    shared_home: Household,
) -> None:
    home, before = shared_home, places(shared_home)
    for handle in ("maya", "petra", "tomasz"):
        refused(home.as_(handle).post("/concerns", json=body(home)), 403, "not-allowed")
    for handle in ("jordan", "ines"):
        there = home.as_(handle).post("/concerns", json=body(home))
        nowhere = home.as_(handle).post("/concerns", json=body(home) | {"agreement": NOBODY})
        refused(there, 409, "not-known-yet")
        assert there.content == nowhere.content
    assert places(home) == before


def test_whom_this_service_has_not_heard_of_it_is_not_about_C2(shared_home: Household) -> None:
    home, before = shared_home, places(shared_home)
    sent = body(home, about=[home.person("dilip"), NOBODY])

    refused(home.as_("sam").post("/concerns", json=sent), 409, "not-known-yet")
    assert places(home) == before


def test_under_an_agreement_that_was_never_in_force_no_limits_were_acknowledged_C1(
    shared_home: Household,
) -> None:
    answer = shared_home.as_("sam").post("/concerns", json=body(shared_home, "jordan-sam"))

    refused(answer, 409, "limits-not-acknowledged")


def test_the_worker_reads_from_then_on_what_was_written_and_each_reading_is_accounted_for_C2(
    shared_home: Household,
) -> None:
    home, path = shared_home, told(shared_home, about=[shared_home.person("dilip")] * 2)
    for handle in ("maya", "sam"):
        read = home.as_(handle).get(f"{path}/words").json()
        assert (read["words"], read["grounds"]) == (WORDS, [CARE])
        assert read["about"] == [home.person("dilip")]
    home.settle()
    for handle in ("maya", "sam"):
        accesses = home.as_(handle).get(f"{path}/accesses").json()
        assert {(one.get("by"), one["relation"], one["rule"]) for one in accesses} == {
            (None, "worker", "CO3"),
            (None, "author", "CO3"),
        }


def test_until_the_next_step_the_last_answer_counts_and_is_what_is_read_C2(shared_home: Household) -> None:
    home, path = shared_home, told(shared_home)
    read = []
    for answer, words in (
        ("declined", None),
        ("unable", "I am away."),
        ("declined", None),
        ("line-manager", None),
    ):
        assert responded(home, path, answer, words=words).status_code == 204
        read.append(home.as_("sam").get(f"{path}/words").json().get("unable"))
    refused(responded(home, path, "line-manager"), 409, "answered-already")

    assert read == [False, True, False, None]
    assert [one["words"] for one in home.as_("sam").get(f"{path}/words").json()["said"]] == ["I am away."]


def test_whom_it_is_about_is_opened_without_a_word_of_it_C2(home: Household) -> None:
    path = told(home, about=[home.person("dilip")])
    responded(home, path)
    home.as_("sam").get(f"{path}/next-to-consult")
    escalated(home, path)
    consulted(home, path)

    stored = [json.loads(one)["fact"] for one in home.stored("sessions", path.rpartition("/")[2])]
    opened = [(one["action"], set(one["fields"])) for one in stored if "action" in one]
    assert opened == [
        ("see-next", {"about"}),
        ("escalate", {"about"}),
        ("consult", {"name", "statement", "salt", "words"}),
        ("consult", {"about"}),
    ]


def test_the_steps_have_one_order_and_each_refusal_names_its_rule_C2(shared_home: Household) -> None:
    home, path = shared_home, told(shared_home)

    refused(escalated(home, path), 409, "worker-still-has-time")
    without = {"to": home.person("petra"), "statement_digest": "00" * 32}
    refused(home.as_("sam").post(f"{path}/consultation", json=without), 409, "no-escalation-notice")
    refused(step(home, path, "outcome", "sam"), 409, "nothing-came-of-it-yet")
    refused(step(home, path, "private-notice", "sam"), 409, "nothing-is-paused")
    refused(step(home, path, "objection", "maya"), 409, "another-notice-stands")
    assert responded(home, path).status_code == 204
    refused(responded(home, path), 409, "answered-already")
    refused(escalated(home, path, to="tomasz"), 409, "another-person-is-to-be-consulted")
    assert escalated(home, path).status_code == 204
    refused(responded(home, path, "support-team"), 409, "time-to-answer-is-over")
    refused(consulted(home, path, statement_digest="00" * 32), 409, "another-notice-stands")
    refused(consulted(home, path, to="tomasz"), 409, "another-notice-stands")
    assert consulted(home, path).status_code == 204
    stale = {"to": home.person("petra"), "statement_digest": digest(home, path)}
    refused(home.as_("sam").post(f"{path}/consultation", json=stale), 409, "no-escalation-notice")
    refused(step(home, path, "withdrawal", "sam"), 409, "consulted-already")
    assert step(home, path, "outcome", "sam").status_code == 204
    refused(step(home, path, "outcome", "sam"), 409, "concern-is-over")

    expected = [
        "ConcernNoticeGiven",
        "WorkerDeclined",
        "EscalationNoticeGiven",
        "ManagerConsulted",
        "ConcernClosed",
    ]
    assert names(home, path) == expected


def test_as_it_was_then_nobody_had_read_what_was_read_since_C3(home: Household) -> None:
    path = disclosed(home)
    version = home.as_("maya").get(path).json()["version"]
    then = home.clock().isoformat()
    home.clock.move(minutes=1)
    hear_of_the_directory(home)
    assert home.as_("petra").get(f"{path}/disclosure").status_code == 200
    home.settle()
    read = home.clock().isoformat()

    def opened(as_of: Any) -> int:
        answer = home.as_("maya").get(path, params={"as_of": as_of} if as_of else {})
        return len(answer.json()["consultations"][0]["opened_at"])

    assert [opened(one) for one in (then, version, read, None)] == [0, 0, 1, 1]


def test_a_statement_that_is_disclosed_has_a_thousand_characters_at_the_most_C3(home: Household) -> None:
    path = told(home)
    responded(home, path)

    longer = escalated(home, path, statement="x" * 1001)

    assert fields_of(refused(longer, 422, "invalid")) == {"statement"}
    assert escalated(home, path, statement="x" * 1000).status_code == 204


def test_the_recipient_reads_the_statement_and_nothing_else_C3(shared_home: Household) -> None:
    home, path = shared_home, told(shared_home)
    responded(home, path)
    escalated(home, path)
    for handle in OTHERS:
        refused(home.as_(handle).get(f"{path}/disclosure"), 404, "not-found")

    consulted(home, path)

    (read,) = home.as_("petra").get(f"{path}/disclosure").json()
    assert (read["statement"], read["grounds"], read["consulted"]) == (
        STATEMENT,
        ["duty-of-care"],
        "line-manager",
    )
    assert read["notice"].startswith("What you read here was said in supervision")
    assert WORDS not in json.dumps(read)
    for look in LOOKS:
        if look != "/disclosure":
            refused(home.as_("petra").get(path + look), 404, "not-found")
    for handle in OTHERS:
        if handle != "petra":
            refused(home.as_(handle).get(f"{path}/disclosure"), 404, "not-found")
    home.settle()
    listed = [one for one in home.as_("petra").get("/concerns").json() if one["id"] in path]
    assert [set(one) for one in listed] == [{"id", "part", "worker", "disclosed_at"}]


def test_the_worker_sees_what_was_disclosed_to_whom_and_when_it_was_opened_C2(shared_home: Household) -> None:
    home, path = shared_home, disclosed(shared_home)
    (before,) = home.as_("maya").get(path).json()["consultations"]
    assert (before["to"], before["opened_at"]) == (home.person("petra"), [])

    home.as_("petra").get(f"{path}/disclosure")
    home.settle()

    (after,) = home.as_("maya").get(path).json()["consultations"]
    assert after["opened_at"] == ["2026-03-02T15:00:00Z"]
    (mine,) = home.as_("maya").get(f"{path}/disclosure").json()
    assert mine["statement"] == STATEMENT
    (named,) = home.as_("maya").get(f"{path}/recipients").json()
    assert named.pop("id")
    assert named == {
        "disclosure": before["disclosure"],
        "person": home.person("petra"),
        "name": "Petra Lindqvist",
    }
    rules = [one["rule"] for one in home.as_("maya").get(f"{path}/accesses").json()]
    assert "DS2" in rules


def test_what_the_worker_states_goes_along_before_and_after_with_when_they_did_C2(home: Household) -> None:
    path = told(home)
    assert step(home, path, "statement", "maya").status_code == 204
    home.clock.move(hours=5)
    hear_of_the_directory(home)
    hear_from_agreements(home)
    for take in (responded, escalated, consulted):
        assert take(home, path).status_code == 204
    assert home.as_("maya").post(f"{path}/statement", json={"words": "And more."}).status_code == 204

    (read,) = home.as_("petra").get(f"{path}/disclosure").json()
    assert [tuple(one.values()) for one in read["worker_statements"]] == [
        ("2026-03-02T15:00:00Z", "Mine."),
        ("2026-03-02T20:00:00Z", "And more."),
    ]


def test_a_line_managers_answers_equal_a_literal_list_field_by_field_C2(shared_home: Household) -> None:
    home, path = shared_home, told(shared_home, grounds=[SAFE])
    refused(home.as_("petra").get(path), 404, "not-found")
    assert responded(home, path, "line-manager").status_code == 204

    assert home.as_("petra").get(path).json() == {
        "id": path.rpartition("/")[2],
        "worker": home.person("maya"),
        "said_at": "2026-03-02T15:00:00Z",
    }
    assert home.as_("petra").get(path).headers.get("ETag") is None
    past = home.as_("petra").get(f"{path}/history").json()
    assert past == [
        {
            "version": 1,
            "name": "sessions.TakenToLineManager",
            "recorded_at": "2026-03-02T15:00:00Z",
            "by": home.person("maya"),
            "fact": {"by": home.person("maya")},
        }
    ]
    for look in LOOKS[2:]:
        assert home.as_("petra").get(path + look).status_code in (403, 404)
        assert STATEMENT not in home.as_("petra").get(path + look).text
    refused(home.as_("petra").get(f"{path}?as_of=1"), 404, "not-found")
    for which in set(STEPS) - {"confirmation"}:
        refused(step(home, path, which, "petra"), 403, "not-allowed")

    assert step(home, path, "confirmation", "petra").status_code == 204
    assert set(home.as_("petra").get(path).json()) == {"id", "worker", "said_at", "confirmed_at"}
    home.settle()
    (listed,) = [one for one in home.as_("petra").get("/concerns").json() if one["id"] in path]
    assert set(listed) == {"id", "part", "worker", "said_at", "confirmed_at"}
    refused(escalated(home, path), 409, "with-the-line-manager")
    assert step(home, path, "outcome", "sam").status_code == 204


def test_who_is_no_longer_named_sees_no_more_that_they_were_C2(shared_home: Household) -> None:
    home, path = shared_home, told(shared_home)
    assert responded(home, path, "line-manager").status_code == 204
    assert responded(home, path, "declined").status_code == 204

    refused(home.as_("petra").get(path), 404, "not-found")
    refused(step(home, path, "confirmation", "petra"), 404, "not-found")
    home.settle()
    assert path.rpartition("/")[2] not in home.as_("petra").get("/concerns").text


def test_what_is_with_the_support_team_names_no_team_and_is_only_closed_C2(shared_home: Household) -> None:
    home, path = shared_home, told(shared_home)
    named = home.as_("maya").post(f"{path}/response", json={"answer": "support-team", "team": "Blue"})
    refused(named, 422, "invalid")
    assert responded(home, path, "support-team").status_code == 204

    refused(escalated(home, path), 409, "with-the-support-team")
    (fact,) = [one["fact"] for one in home.as_("maya").get(f"{path}/history").json()][1:]
    assert set(fact) == {"by"}
    assert step(home, path, "outcome", "sam").status_code == 204


def test_an_objection_takes_it_to_whom_policy_names_and_not_to_whom_the_supervisor_picks_C2(
    shared_home: Household,
) -> None:
    home, path = shared_home, told(shared_home)
    responded(home, path)
    escalated(home, path)
    assert step(home, path, "objection", "maya").status_code == 204

    refused(consulted(home, path), 409, "worker-has-objected")
    refused(escalated(home, path, to="dilip"), 409, "another-person-is-to-be-consulted")
    told_next = home.as_("sam").get(f"{path}/next-to-consult").json()
    assert told_next.pop("why").startswith("The worker objected")
    assert told_next == {
        "person": home.person("tomasz"),
        "consulted": "alternate",
        "not_line_manager": "objected",
    }
    assert escalated(home, path, to="tomasz").status_code == 204
    assert consulted(home, path, to="tomasz").status_code == 204
    refused(home.as_("petra").get(f"{path}/disclosure"), 404, "not-found")


def test_whom_it_is_about_is_not_consulted_and_the_fact_says_as_what_another_is_C2(
    shared_home: Household,
) -> None:
    home, path = shared_home, told(shared_home, about=[shared_home.person("petra")])
    responded(home, path)

    refused(escalated(home, path), 409, "another-person-is-to-be-consulted")
    assert escalated(home, path, to="tomasz").status_code == 204
    assert home.as_("maya").get(path).json()["notices"][0]["consulted"] == "alternate"


def law_digest(answer: Any) -> str:
    """What the first answer says to send back, beside authority and deadline."""
    first = refused(answer, 409, "the-report-comes-first")
    assert [one["field"] for one in first["fields"]] == ["grounds.0.law", "grounds.0.law_digest"]
    return str(first["fields"][1]["rule"])


def test_mandatory_reporting_answers_with_authority_and_deadline_first_C6(home: Household) -> None:
    ground = {"ground": "mandatory-reporting", "why_serious": "A child."}
    assert keep(home).status_code == 201
    assert pick(home, published(home, rules=RULES)).status_code == 204
    home.settle()
    before = places(home)

    def raise_on(**other: Any) -> Any:
        return home.as_("sam").post("/concerns", json=body(home, grounds=[ground | other]))

    unnamed = refused(raise_on(), 422, "law-unnamed")
    assert "not by itself this ground" in unnamed["title"]
    first = refused(raise_on(law="children"), 409, "the-report-comes-first")
    assert "not by itself this ground" in first["title"]
    assert first["fields"][0] == {
        "field": "grounds.0.law",
        "rule": "children: to Children's aid society, within 0 hours (Act, section 125); "
        "the worker may be told: after-report",
    }
    digest = law_digest(raise_on(law="children"))
    assert fields_of(refused(raise_on(law="another"), 422, "no-such-law")) == {"grounds.0.law"}
    second = home.as_("sam").post("/concerns", json=body(home, grounds=[CARE, ground | {"law": "children"}]))
    assert fields_of(refused(second, 409)) == {"grounds.1.law", "grounds.1.law_digest"}
    refused(raise_on(law_digest=digest), 422, "law-unnamed")
    assert places(home) == before
    path = raise_on(law="children", law_digest=digest).headers["Location"]
    conduct = {"ground": "code-of-conduct", "why_serious": "Gifts.", "section": "4.2"}
    refused(raise_on(**conduct, law_digest=digest), 422, "nothing-to-cite")
    other = told(home, grounds=[conduct])

    (said,) = home.as_("maya").get(f"{path}/words").json()["grounds"]
    assert (said["law"], said["policy_edition"]) == ("children", 1)
    (said,) = home.as_("maya").get(f"{other}/words").json()["grounds"]
    assert (said["section"], said["register_edition"]) == ("4.2", 1)


def test_a_section_is_of_the_code_that_belongs_to_its_ground_C1(home: Household) -> None:
    for name, ref in (("code-of-conduct", "4.2"), ("code-of-ethics", "II")):
        assert keep(home, name=name, sections=[{"ref": ref, "heading": "Gifts"}]).status_code == 201
    home.settle()
    conduct, ethics = (
        {"ground": one, "why_serious": "Gifts."} for one in ("code-of-conduct", "professional-ethics")
    )
    right = [conduct | {"section": "4.2"}, ethics | {"section": "II"}]
    wrong = [conduct | {"section": "II"}, ethics | {"section": "4.2"}]

    assert told(home, grounds=right)
    for place, grounds in enumerate([[wrong[0], right[1]], [right[0], wrong[1]]]):
        answer = home.as_("sam").post("/concerns", json=body(home, grounds=grounds))
        assert fields_of(refused(answer, 422, "no-such-section")) == {f"grounds.{place}.section"}


@pytest.mark.parametrize("guessed", [{"law_digest": "0" * 64}, {"law_digest": None}])
def test_nobody_says_by_themselves_that_they_read_what_the_law_demands_C6(
    guessed: dict[str, Any], home: Household
) -> None:
    """To say so without having been answered with it is to be answered with it."""
    assert pick(home, published(home, rules=RULES)).status_code == 204
    home.settle()
    ground = {"ground": "mandatory-reporting", "why_serious": "A child.", "law": "children"}

    def raise_on(**read: Any) -> Any:
        return home.as_("sam").post("/concerns", json=body(home, grounds=[ground | read]))

    digest = law_digest(raise_on(**guessed))
    assert fields_of(refused(raise_on(law_read=True), 422, "invalid")) == {"grounds.0"}
    assert raise_on(law_digest=digest).status_code == 201


def test_what_was_read_of_a_law_is_read_anew_once_another_edition_holds_C6(home: Household) -> None:
    chosen = published(home, rules=RULES)
    assert pick(home, chosen).status_code == 204
    home.settle()
    ground = {"ground": "mandatory-reporting", "why_serious": "A child.", "law": "children"}

    def raise_on(**read: Any) -> Any:
        return home.as_("sam").post("/concerns", json=body(home, grounds=[ground | read]))

    before = law_digest(raise_on())
    (law,) = RULES["reporting_laws"]
    later = RULES | {"reporting_laws": [law | {"within_hours": 24}]}
    tag = {"If-Match": home.as_("ines").get(chosen).headers["ETag"]}
    revised = home.as_("ines").put(chosen, json={"holds_from": "2026-03-02", "rules": later}, headers=tag)
    assert revised.status_code == 204, revised.text
    home.settle()

    answer = raise_on(law_digest=before)

    assert law_digest(answer) != before
    assert "within 24 hours" in answer.json()["fields"][0]["rule"]
    assert raise_on(law_digest=law_digest(answer)).status_code == 201


def test_whether_the_report_was_made_first_is_told_and_not_asked_C6(home: Household) -> None:
    """Of a law by which the worker is told after the report: with such a record and without, the same answers."""
    assert pick(home, published(home, rules=RULES)).status_code == 204
    home.settle()
    ground = {"ground": "mandatory-reporting", "why_serious": "A child.", "law": "children"}
    made = {"authority": "The office", "reported_at": "2026-03-02T14:00:00Z", "law": "children"}
    for _ in range(2):
        unread = home.as_("sam").post("/concerns", json=body(home, grounds=[ground]))
        assert "after-report" in unread.json()["fields"][0]["rule"]
        assert told(home, grounds=[ground | {"law_digest": law_digest(unread)}])
        assert home.as_("sam").post("/external-reports", json={"report": made}).status_code == 201


def test_no_time_at_all_lets_the_two_notices_follow_at_once_C2(shared_home: Household) -> None:
    home = shared_home
    hurry = home.as_("sam").post("/concerns", json=body(home, answer_hours=0, why_zero="In a hurry."))
    assert fields_of(refused(hurry, 422, "zero-needs-its-ground")) == {"answer_hours"}
    path = told(home, **NOW)

    assert escalated(home, path).status_code == 204
    assert consulted(home, path).status_code == 204
    assert names(home, path)[1:3] == ["AnswerTimePassed", "EscalationNoticeGiven"]


def test_a_draft_is_destroyed_with_the_notice_that_came_of_it_C2(home: Household) -> None:
    draft = (
        home.as_("sam").post("/concern-drafts", json={"words": "On Tuesday I saw it."}).headers["Location"]
    )
    other = home.as_("petra").post("/concern-drafts", json={"words": "Mine."}).headers["Location"]
    spare = drafted(home)
    named = {"draft": other.rpartition("/")[2]}
    refused(home.as_("sam").post("/concerns", json=body(home, **named)), 409, "not-known-yet")

    told(home, draft=draft.rpartition("/")[2])

    refused(home.as_("sam").get(draft), 404, "not-found")
    assert home.as_("petra").get(other).status_code == 200
    assert home.as_("sam").get(spare).status_code == 200, "which nothing was said of"


@pytest.mark.parametrize(
    ("words", "rule"),
    [("\u200b", "words that can be seen"), ("a\x07", "no control characters but tabs and line breaks")],
)
def test_a_concern_says_why_in_words_that_can_be_read_C1(
    words: str, rule: str, shared_home: Household
) -> None:
    sent = body(shared_home, grounds=[CARE | {"why_serious": words}])

    problem = refused(shared_home.as_("sam").post("/concerns", json=sent), 422, "invalid")

    assert problem["fields"] == [{"field": "grounds.0.why_serious", "rule": rule}]


def test_a_notice_sent_twice_with_one_key_is_given_once_C2(shared_home: Household) -> None:
    home, key = shared_home, once()
    first, second = (home.as_("sam").post("/concerns", json=body(home), headers=key) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    path = first.headers["Location"]
    responded(home, path)
    escalated(home, path)
    sent = {"to": home.person("petra"), "statement_digest": digest(home, path)}
    again = once()
    answers = [home.as_("sam").post(f"{path}/consultation", json=sent, headers=again) for _ in range(2)]
    assert [one.status_code for one in answers] == [204, 204]
    assert names(home, path).count("ManagerConsulted") == 1


@pytest.mark.parametrize("which", ["consultation", "escalation-notice", "response", "outcome"])
def test_of_two_devices_exactly_one_takes_the_step_C2(which: str, home: Household) -> None:
    for _ in range(4):
        path = told(home)
        if which != "response":
            responded(home, path)
        if which in ("consultation", "outcome"):
            escalated(home, path)
        if which == "outcome":
            consulted(home, path)
        bodies = {
            "consultation": {"to": home.person("petra")},
            "escalation-notice": {"to": home.person("petra"), "name": "P.", "statement": "S.", "how": "call"},
            "response": {"answer": "declined"},
            "outcome": {"words": "Done."},
        }
        sent: dict[str, Any] = bodies[which]
        if which == "consultation":
            sent |= {"statement_digest": digest(home, path)}
        by = "maya" if which == "response" else "sam"
        before = names(home, path)

        answers = at_once([in_a_thread(home, by, f"{path}/{which}", sent, once()) for _ in range(2)])

        codes = sorted(one.status_code for one in answers)
        if which == "escalation-notice":
            assert codes == [204, 204], "a further notice takes the place of the one before"
        else:
            assert codes == [204, 409]
            assert len(names(home, path)) == len(before) + 1
        if which == "consultation":
            assert len(home.as_("maya").get(f"{path}/disclosure").json()) == 1


@pytest.mark.parametrize("step", AGAINST_CONSULTING)
def test_of_two_steps_that_exclude_one_another_exactly_one_is_taken_C2(step: str, home: Household) -> None:
    assert home.house.issuer
    token = home.house.issuer.token

    taken = Counter(raced(home, lambda handle: home.client(token(handle)), step, at / 200) for at in range(6))

    assert taken.total() == 6


def test_whoever_has_a_next_step_is_told_that_something_waits_and_nobody_of_what_C2(home: Household) -> None:
    sent: list[tuple[str, bool]] = []
    people = {str(id): handle for handle, id in home.demo.people.items()}

    def tell(person: PersonId, own: bool) -> Any:
        sent.append((people[str(person)], own))
        return "sent"

    for desk in home.house.rooms["sessions"].desks.values():
        desk.tell = tell

    def after(answer: Any) -> set[tuple[str, bool]]:
        assert answer.status_code in (201, 204), answer.text
        now = set(sent)
        sent.clear()
        return now

    given = home.as_("sam").post("/concerns", json=body(home))
    path = given.headers["Location"]
    assert given.headers["Told"] == "sent"
    assert after(given) == {("maya", False)}
    assert after(responded(home, path, "line-manager")) == {("sam", False), ("petra", False)}
    assert after(responded(home, path)) == {("sam", False)}
    assert after(escalated(home, path)) == {("maya", False)}
    assert after(consulted(home, path)) == {("maya", False), ("petra", False)}
    refused(escalated(home, path), 409)
    assert sent == []


def test_what_was_moved_or_altered_is_not_shown_C3(home: Household) -> None:
    path = disclosed(home)
    disclosure = home.as_("maya").get(path).json()["consultations"][0]["disclosure"]
    store = home.house.rooms["sessions"].logs[1].store
    petra, dilip = home.person("petra"), home.person("dilip")
    with store.tables.write() as rows:
        row = rows.one(
            "SELECT rowid AS at, state FROM stored_events WHERE CAST(state AS TEXT) LIKE ? AND topic = ?",
            *(f"%{disclosure}%", "sessions.DisclosureMade"),
        )
        assert row
        changed = bytes(row["state"]).replace(f'"to":"{petra}"'.encode(), f'"to":"{dilip}"'.encode())
        assert changed != bytes(row["state"])
        rows.do("UPDATE stored_events SET state = ? WHERE rowid = ?", changed, row["at"])
    store._recent = Recent()  # as after a restart

    refused(home.as_("dilip").get(f"{path}/disclosure"), 409, "moved-or-altered")


def test_an_erased_disclosure_reads_erased_and_its_recipients_name_is_kept_C3(home: Household) -> None:
    path = disclosed(home)
    disclosure = home.as_("maya").get(path).json()["consultations"][0]["disclosure"]
    home.house.rooms["sessions"].keys.destroy(f"rk:{disclosure}")

    for handle in ("petra", "maya"):
        refused(home.as_(handle).get(f"{path}/disclosure"), 410, "erased")
    (named,) = home.as_("maya").get(f"{path}/recipients").json()
    assert named["name"] == "Petra Lindqvist"
    assert home.as_("maya").get(f"{path}/words").json()["words"] == WORDS


def erase(home: Household, kind: str, id: str, by: str = "maya", then: str = "sam") -> Any:
    """Ordered by one of the two, and approved by the other."""
    order = {"record_type": kind, "record": id, "reason": "never-lawful", "words": "It was not so."}
    ordered = home.as_(by).post("/erasures", json=order)
    assert ordered.status_code == 201, ordered.text
    return home.as_(then).post(f"{ordered.headers['Location']}/approval")


def twice_disclosed(home: Household) -> tuple[str, list[str]]:
    """To Petra, and by a further notice to Tomasz."""
    path = disclosed(home)
    for answer in (escalated(home, path, to="tomasz"), consulted(home, path, to="tomasz")):
        assert answer.status_code == 204, answer.text
    made = home.as_("maya").get(path).json()["consultations"]
    return path, [one["disclosure"] for one in made]


def test_an_erased_disclosure_hides_no_other_and_the_worker_goes_on_stating_C3(home: Household) -> None:
    path, (first, _) = twice_disclosed(home)
    assert erase(home, "disclosure", first).status_code == 204

    (left,) = home.as_("maya").get(f"{path}/disclosure").json()
    assert left["to"] == home.person("tomasz")
    refused(home.as_("petra").get(f"{path}/disclosure"), 410, "erased")
    assert step(home, path, "statement", "maya").status_code == 204
    (left,) = home.as_("tomasz").get(f"{path}/disclosure").json()
    assert [one["words"] for one in left["worker_statements"]] == ["Mine."]


def test_the_name_of_a_recipient_is_kept_as_long_as_the_accounting_and_goes_by_a_key_of_its_own_C3(
    home: Household,
) -> None:
    three = {"retention": {"accounting": 3, "disclosures": 3}}
    assert pick(home, published(home, rules=RULES | three)).status_code == 204
    home.settle()
    path, (disclosed, second) = twice_disclosed(home)
    first, _ = home.as_("maya").get(f"{path}/recipients").json()
    order = {"record_type": "disclosure-recipient", "record": first["id"], "reason": "retention-over"}
    itself = {"record_type": "disclosure", "record": disclosed, "reason": "retention-over", "words": "Over."}
    home.clock.move(days=3 * 366)
    hear_of_the_directory(home)
    refused(home.as_("maya").post("/erasures", json=order | {"words": "Over."}), 409, "accounting-stays")
    place = home.as_("sam").post("/erasures", json=itself).headers["Location"]
    assert home.as_("maya").post(f"{place}/approval").status_code == 204
    unlawful = order | {"words": "Over.", "reason": "never-lawful"}
    refused(home.as_("maya").post("/erasures", json=unlawful), 409, "accounting-stays")
    for handle in ("petra", "rowan", "tomasz"):
        refused(home.as_(handle).post("/erasures", json=order | {"words": "Over."}), 404, "not-found")

    ordered = home.as_("maya").post("/erasures", json=order | {"words": "Over."})
    assert ordered.status_code == 201, ordered.text
    place = ordered.headers["Location"]
    assert home.as_("sam").post(f"{place}/approval").status_code == 204

    assert [one["key"] for one in home.as_("sam").get(place).json()["keys"]] == [f"pk:{first['id']}"]
    erased, left = home.as_("maya").get(f"{path}/recipients").json()
    assert ("name" in erased, left["name"], left["disclosure"]) == (False, "Tomasz Wilk", second)
    (still,) = home.as_("maya").get(f"{path}/disclosure").json()
    assert still["to"] == home.person("tomasz"), "what was disclosed goes by itself"


def test_what_was_asked_for_after_it_was_erased_is_not_told_as_read_C3(home: Household) -> None:
    path, (first, _) = twice_disclosed(home)
    home.as_("petra").get(f"{path}/disclosure")
    home.clock.move(hours=1)
    assert erase(home, "disclosure", first).status_code == 204
    home.clock.move(hours=1)
    refused(home.as_("petra").get(f"{path}/disclosure"), 410, "erased")
    home.settle()

    read = home.as_("maya").get(path).json()["consultations"][0]["opened_at"]
    assert read == ["2026-03-02T15:00:00Z"]


def test_who_covers_does_not_help_to_erase_a_concern_C1(home: Household) -> None:
    path = told(home)
    covered(home)
    assert take_over(home).status_code == 204
    order = {"record_type": "concern", "record": path.rpartition("/")[2], "reason": "never-lawful"}
    for handle in ("ines", "petra"):
        refused(home.as_(handle).post("/erasures", json=order | {"words": "No."}), 404, "not-found")
    assert home.as_("sam").post(f"{path}/withdrawal", json={}).status_code == 204
    ordered = home.as_("sam").post("/erasures", json=order | {"words": "No."}).headers["Location"]
    refused(home.as_("ines").post(f"{ordered}/approval"), 404, "not-found")


@pytest.mark.parametrize("ending", ["outcome", "withdrawal"])
def test_a_concern_is_erased_only_once_it_is_over_C2(ending: str, home: Household) -> None:
    path = disclosed(home) if ending == "outcome" else told(home)
    id = path.rpartition("/")[2]
    order = {"record_type": "concern", "record": id, "reason": "never-lawful", "words": "No."}
    for handle in ("maya", "sam"):
        refused(home.as_(handle).post("/erasures", json=order), 409, "concern-still-runs")
    assert home.as_("sam").post(f"{path}/{ending}", json={"words": "Done."}).status_code == 204

    assert erase(home, "concern", id).status_code == 204
    refused(home.as_("maya").get(f"{path}/words"), 410, "erased")


def test_what_was_ordered_of_a_concern_that_runs_is_not_approved_C2(home: Household) -> None:
    """An order from before none was taken of what runs."""
    path, room = told(home), home.house.rooms["sessions"]
    target = Target("concern", UUID(path.rpartition("/")[2]), home.demo.agencies["harbour"])
    keeping, maya, today = (
        Keeping(Keeping.id_of(target.type, target.id)),
        home.demo.people["maya"],
        home.clock().date(),
    )
    wrong = ErasureReason.NEVER_LAWFUL
    keeping.order_erasure(maya, target, wrong, "No.", Standing(today), sealed=True)
    (restricted,) = (log.store for log in room.logs if log.restricted and log.published)
    restricted.append(keeping, Acting(actor=maya))
    approval = f"/erasures/{keeping.id}/approval"

    refused(home.as_("sam").post(approval), 409, "concern-still-runs")
    assert home.as_("maya").get(f"{path}/words").json()["words"] == WORDS
    assert home.as_("sam").post(f"{path}/withdrawal", json={}).status_code == 204
    assert home.as_("sam").post(approval).status_code == 204


def exported(home: Household, by: str, path: str) -> list[dict[str, Any]]:
    """The disclosures in everything about somebody."""
    made = {one["disclosure"] for one in home.as_("maya").get(path).json()["consultations"]}
    lines = [json.loads(one) for one in home.as_(by).get("/exports/sessions").text.splitlines()]
    return [one for one in lines if one.get("id") in made]


def test_a_recipient_takes_with_them_what_they_read_and_no_more_C3(home: Household) -> None:
    path = disclosed(home)
    (read,) = home.as_("petra").get(f"{path}/disclosure").json()
    home.settle()

    (taken,) = exported(home, "petra", path)

    assert set(taken) == {"record", "id", "read"}
    assert taken["read"] == read


def test_the_two_take_with_them_who_opened_what_was_disclosed_C3(home: Household) -> None:
    path = disclosed(home)
    home.as_("petra").get(f"{path}/disclosure")
    home.settle()

    for handle in ("maya", "sam"):
        (taken,) = exported(home, handle, path)
        assert "recipient" in [one["relation"] for one in taken["opened"]]


def test_the_manager_named_does_not_learn_by_confirming_how_far_it_has_gone_C2(home: Household) -> None:
    path, key = told(home), once()
    responded(home, path, "line-manager")

    def bare(**sent: Any) -> None:
        answer = home.as_("petra").post(f"{path}/confirmation", **sent)
        assert answer.status_code == 204
        assert not {"etag", "position", "location"} & {name.lower() for name in answer.headers}

    bare(headers=key)
    step(home, path, "statement", "maya")
    bare(headers=key)
    step(home, path, "outcome", "sam")
    bare()


def test_once_it_is_recorded_a_draft_that_cannot_be_destroyed_takes_nothing_back_C2(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = home.as_("sam").post("/concern-drafts", json={"words": "On Tuesday."}).headers["Location"]

    def away(*_: Any) -> bool:
        raise Away("the drafts")

    monkeypatch.setattr(Drafts, "destroy", away)
    assert home.as_("maya").get(told(home, draft=draft.rpartition("/")[2])).status_code == 200

    wait_for(lambda: home.as_("sam").get(draft).status_code == 404)
    assert aside(home) == []


def test_where_the_notice_was_not_recorded_the_draft_stays_as_it_was_C2(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, room = drafted(home), home.house.rooms["sessions"]
    before, named = home.as_("sam").get(draft).json()["drafted"], {"draft": draft.rpartition("/")[2]}

    def away(*_: Any, **__: Any) -> int:
        raise Away("the log")

    with monkeypatch.context() as patched:
        patched.setattr(Store, "append", away)
        assert home.as_("sam").post("/concerns", json=body(home, **named)).status_code == 503
    for _ in range(2):
        home.settle()
        room.react()

    assert home.as_("sam").get(draft).json()["drafted"] == before
    told(home, **named)
    refused(home.as_("sam").get(draft), 404, "not-found")
    wait_for(lambda: aside(home) == [])


def test_of_a_draft_that_its_author_destroyed_nothing_is_left_either_C2(home: Household) -> None:
    """Also where they had begun to tell the worker."""
    draft, there = drafted(home), home.house.rooms["sessions"].aside
    assert there
    (laid,) = there.kinds(DRAFT)
    Drafts(there, laid.owner).goes_with(laid.id, UUID(NOBODY))
    assert home.as_("sam").delete(draft, headers={"If-Match": '"1"'}).status_code == 204

    wait_for(lambda: aside(home) == [])


def aside(home: Household) -> list[Laid]:
    """All that lies aside of drafts."""
    there = home.house.rooms["sessions"].aside
    assert there
    return [*there.kinds(DRAFT), *there.kinds(GOES)]


def of_group(home: Household, path: str, worker: str = "maya", **other: Any) -> dict[str, Any]:
    told = {name: value for name, value in body(home).items() if name != "agreement"}
    return told | {"group": path.rpartition("/")[2], "worker": home.person(worker)} | other


def test_a_facilitator_raises_a_concern_about_a_member_by_what_they_took_on_in_joining_S9(
    home: Household,
) -> None:
    joined = group(home)
    home.settle()
    path = home.as_("sam").post("/concerns", json=of_group(home, joined)).headers["Location"]

    told_of = home.as_("maya").get(path).json()
    assert (told_of["group"], told_of["placement"]) == (
        joined.rpartition("/")[2],
        str(home.demo.placements["maya"]),
    )
    for answer in (responded(home, path), escalated(home, path), consulted(home, path)):
        assert answer.status_code == 204, answer.text
    assert home.as_("petra").get(f"{path}/disclosure").json()[0]["statement"] == STATEMENT


def test_nobody_else_raises_one_in_a_group_and_a_stranger_learns_of_no_member_S9(home: Household) -> None:
    joined, round_of = group(home), circle(home)
    home.settle()
    refused(home.as_("maya").post("/concerns", json=of_group(home, joined)), 403, "not-allowed")
    for handle, path, worker in (
        *(("jordan", joined, "maya"), ("petra", joined, "maya"), ("ines", joined, "maya")),
        *(("sam", joined, "petra"), ("sam", f"/groups/{NOBODY}", "maya"), ("sam", round_of, "maya")),
    ):
        refused(home.as_(handle).post("/concerns", json=of_group(home, path, worker)), 409, "not-known-yet")


@pytest.mark.parametrize(
    "other", [{"group": None}, {"worker": None}, {"agreement": NOBODY}, {"group": None, "worker": None}]
)
def test_a_concern_rests_on_an_agreement_or_on_a_group_C1(
    other: dict[str, Any], shared_home: Household
) -> None:
    sent = of_group(shared_home, f"/groups/{NOBODY}") | other
    answer = shared_home.as_("sam").post("/concerns", json=sent)

    assert fields_of(refused(answer, 422, "one-of-two")) == {"agreement", "group", "worker"}
