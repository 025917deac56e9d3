"""What a policy set asks of an agreement, over HTTP: who sees what of it, and departures (A6, C5, D7, D8)."""

from datetime import date
from typing import Any, Final
from uuid import uuid4

import pytest

from services.directory.domain.agency import Agency
from services.directory.domain.policy_set import PolicySet
from services.directory.events import PolicyRules, Requirements
from shared.identity import Acting
from tests.edge.given import agreed, drafted, refused
from tests.edge.given import sign as signed_by
from tests.edge.test_policy_sets import pick
from tests.house import Household


def asking(home: Household, at: str = "harbour", **requirements: Any) -> str:
    """The address of a set with these requirements, which an agency has picked."""
    rules = {"title": "Set", "sources": ["Page 1"], "requirements": requirements}
    answer = home.as_("ines").post("/policy-sets", json={"holds_from": "2026-01-01", "rules": rules})
    assert answer.status_code == 201, answer.text
    path = str(answer.headers["Location"])
    by = "tomasz" if at == "harbour" else "ines"
    assert pick(home, path, by=by, at=at).status_code == 204
    home.settle()
    return path


def answer_of(home: Household, path: str, handle: str = "maya", query: str = "") -> dict[str, Any]:
    home.settle()
    answer = home.as_(handle).get(f"{path}/requirements{query}")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def met(told: dict[str, Any]) -> dict[str, tuple[Any, bool | None]]:
    return {one["requirement"]: (one["found"], one["met"]) for one in told["findings"]}


def departure(**other: Any) -> dict[str, Any]:
    return {"requirement": "session_minutes_at_least", "why": "experience"} | other


def test_an_agreement_meets_falls_short_or_departs_and_says_why_A6(home: Household) -> None:
    path = agreed(home)
    asking(home, at_least_every_days=7, session_minutes_at_least=90)

    short = answer_of(home, path)
    made = home.as_("maya").post(f"{path}/departures", json=departure(words="Ten years in the role."))
    departs = answer_of(home, path)
    assert home.as_("sam").post(f"{made.headers['Location']}/ending").status_code == 204
    again = answer_of(home, path)

    assert [one["standing"] for one in (short, departs, again)] == ["falls-short", "departs", "falls-short"]
    assert met(short) == {"at_least_every_days": (7, True), "session_minutes_at_least": (60, False)}
    assert [one["departure"] for one in departs["findings"]] == [
        None,
        {"number": 1, "why": "experience", "counts": True},
    ]
    assert (short["policy_set"]["title"], short["policy_set"]["edition"]) == ("Set", 1)
    assert [(one["required"], one["source"]) for one in short["findings"]] == [(7, "set"), (90, "set")]


def test_where_no_set_was_picked_nothing_is_asked_A6(home: Household) -> None:
    path = f"/agreements/{home.demo.agreements['sam-ines']}"

    told = answer_of(home, path, "sam")

    assert (told["standing"], told["policy_set"], told["findings"]) == ("no-policy-set", None, [])
    refused(home.as_("sam").post(f"{path}/departures", json=departure()), 422, "not-asked-for")


def test_nothing_in_the_house_waits_for_a_figure_A6(home: Household) -> None:
    asking(home, at_least_every_days=1, kinds_apart="required", supervisor={"roles": ["hr"]})
    path = drafted(home)
    before = answer_of(home, path)

    for handle in ("maya", "sam"):
        assert signed_by(home, path, handle).status_code == 204

    assert before["standing"] == answer_of(home, path)["standing"] == "falls-short"
    assert home.as_("maya").get(path).json()["status"] == "in-force"


def test_what_is_only_advised_makes_nothing_fall_short_A6(home: Household) -> None:
    path = agreed(home, kind="both")
    asking(home, kinds_apart="advised")

    told = answer_of(home, path)

    assert told["standing"] == "meets"
    assert (told["findings"][0]["advised"], told["findings"][0]["met"]) == (True, False)


def test_the_directory_tells_roles_ratio_hands_and_own_supervision_D7(home: Household) -> None:
    asking(
        home,
        workers_per_supervisor_at_most=1,
        kinds_apart="required",
        supervisor={"roles": ["peer_supervisor"], "in_supervision_themselves": True},
    )
    of_sam, of_petra = (f"/agreements/{home.demo.agreements[key]}" for key in ("maya-sam", "maya-petra"))
    jordans = drafted(home, "jordan", "sam")

    assert met(answer_of(home, of_sam)) == {
        "workers_per_supervisor_at_most": (1, True),
        "kinds_apart": (["professional-development"], True),
        "supervisor.roles": (["peer_supervisor", "worker"], True),
        "supervisor.in_supervision_themselves": (True, True),
    }
    assert met(answer_of(home, of_petra)) == {
        "workers_per_supervisor_at_most": (2, False),
        "kinds_apart": (["administrative"], True),
        "supervisor.roles": (["agency_supervisor"], False),
        "supervisor.in_supervision_themselves": (False, False),
    }
    assert met(answer_of(home, jordans, "sam"))["workers_per_supervisor_at_most"] == (2, False)


def test_an_agreement_counts_from_its_first_day_on_and_not_from_its_signing_D7(home: Household) -> None:
    asking(home, workers_per_supervisor_at_most=1)
    path = f"/agreements/{home.demo.agreements['maya-sam']}"

    agreed(home, "jordan", "sam", starts="2026-03-10", review_dates=["2026-06-02"])

    assert met(answer_of(home, path))["workers_per_supervisor_at_most"] == (1, True)


OF_WORKER = ("worker.training", "at_least_every_days_in_probation", "session_minutes_at_least_in_probation")
OF_SUPERVISOR = (
    *("workers_per_supervisor_at_most", "supervisor.roles", "supervisor.training"),
    "supervisor.in_supervision_themselves",
)


def test_a_draft_opens_to_nobody_what_the_house_knows_of_somebody_else_C5(home: Household) -> None:
    asking(
        home,
        probation_days=3650,
        at_least_every_days_in_probation=1,
        session_minutes_at_least_in_probation=90,
        workers_per_supervisor_at_most=1,
        supervisor={
            "roles": ["hr"],
            "training": [{"topic": "K6-29"}],
            "in_supervision_themselves": True,
        },
        worker={"training": [{"topic": "K6-42"}]},
    )
    path = drafted(home, "jordan", "sam")

    def told_to(handle: str) -> set[str]:
        past = home.as_(handle).get(f"{path}/requirements/history").json()
        answers = [answer_of(home, path, handle), answer_of(home, path, handle, "?as_of=1"), *past]
        findings = [one for told in answers for one in told["findings"]]
        assert all(one["why"] for one in findings if one["met"] is None)
        assert all(one["found"] is None for one in findings if one["met"] is None)
        return {one["requirement"] for one in findings if one["met"] is not None}

    everything = {*OF_WORKER, *OF_SUPERVISOR}
    assert told_to("jordan") & everything == {*OF_WORKER}
    assert told_to("sam") & everything == {*OF_SUPERVISOR}
    for handle in ("tomasz", "rowan", "nora"):
        assert told_to(handle) & everything == set()
    for_sams = departure(requirement="supervisor.roles")
    refused(home.as_("jordan").post(f"{path}/departures", json=for_sams), 409, "not-short-of-that")

    for handle in ("jordan", "sam"):
        assert signed_by(home, path, handle).status_code == 204
    for handle in ("jordan", "sam", "tomasz"):
        judged = {code for code, (_, told) in met(answer_of(home, path, handle)).items() if told is not None}
        assert everything <= judged


@pytest.mark.parametrize(
    ("handle", "counted"),
    [("maya", 0), ("tomasz", 0), ("rowan", 0), ("petra", None), ("nora", None)],
)
def test_how_many_trainings_somebody_has_is_not_for_line_manager_and_auditor_C5(
    handle: str, counted: int | None, home: Household
) -> None:
    topics = [{"topic": "K6-30"}]
    asking(home, supervisor={"training": topics}, worker={"training": topics})
    path = agreed(home)

    told = met(answer_of(home, path, handle))

    assert told == {"supervisor.training": (counted, False), "worker.training": (counted, False)}


def test_training_and_supervision_outside_count_from_their_day_on_D7(home: Household) -> None:
    asking(home, supervisor={"training": [{"topic": "K6-29"}], "in_supervision_themselves": True})
    path, petra = f"/agreements/{home.demo.agreements['maya-petra']}", home.person("petra")
    before = answer_of(home, path)

    trained = {"topic": "K6-29", "taken_on": "2026-03-01"}
    assert home.as_("petra").post(f"/people/{petra}/trainings", json=trained).status_code == 201
    outside = {"with_whom": "Somebody outside", "starts": "2026-03-02"}
    made = home.as_("petra").post(f"/people/{petra}/outside-supervisions", json=outside)
    assert made.status_code == 201, made.text
    after = answer_of(home, path)

    codes = ("supervisor.training", "supervisor.in_supervision_themselves")
    assert [met(before)[code] for code in codes] == [(0, False), (False, False)]
    assert [met(after)[code] for code in codes] == [(1, True), (True, True)]
    assert (before["standing"], after["standing"]) == ("falls-short", "meets")


def test_both_kinds_by_one_supervisor_in_two_agreements_are_in_one_hand_D8(home: Household) -> None:
    asking(home, kinds_apart="required")
    before = answer_of(home, f"/agreements/{home.demo.agreements['maya-sam']}")

    path = agreed(home, kind="administrative")

    assert before["standing"] == "meets"
    assert met(answer_of(home, path))["kinds_apart"] == (
        ["administrative", "professional-development"],
        False,
    )
    as_it_was = answer_of(home, path, query="?as_of=1")
    assert met(as_it_was)["kinds_apart"][1] is False, "a draft is told what signing it would mean"


@pytest.mark.parametrize("handle", ["petra", "dilip", "tomasz", "rowan", "nora"])
def test_whoever_oversees_sees_what_is_met_and_no_more_than_C5_gives_C5(handle: str, home: Household) -> None:
    asking(home, at_least_every_days=7, session_minutes_at_least=90, minutes_a_month_at_least=60)
    path = agreed(home)
    assert home.as_("maya").post(f"{path}/departures", json=departure()).status_code == 201

    told = answer_of(home, path, handle)
    past = home.as_(handle).get(f"{path}/requirements/history").json()
    (shown,) = home.as_(handle).get(f"{path}/departures").json()

    assert met(told) == {
        "at_least_every_days": (7, True),
        "session_minutes_at_least": (None, False),
        "minutes_a_month_at_least": (None, True),
    }
    assert all(
        one["found"] is None for each in past for one in each["findings"] if "minutes" in one["requirement"]
    )
    assert (shown["requirement"], shown["why"]) == ("session_minutes_at_least", "experience")
    assert "by" not in shown
    assert home.as_("sam").get(f"{path}/departures").json()[0]["by"] == home.person("maya")
    refused(home.as_(handle).post(f"{path}/departures", json=departure()), 403, "not-allowed")
    refused(home.as_(handle).post(f"{path}/departures/1/ending"), 403, "not-allowed")


def test_a_stranger_finds_nothing_and_a_cover_does_not_see_it_C5(home: Household) -> None:
    path = agreed(home)
    asking(home, session_minutes_at_least=90)
    day = home.clock().date().isoformat()
    named = {"person": home.person("ines"), "starts": day, "ends": day}
    assert home.as_("sam").post(f"{path}/covers", json=named).status_code == 201

    for tail in ("requirements", "requirements/history", "departures", "departures/1"):
        refused(home.as_("jordan").get(f"{path}/{tail}"), 404, "not-found")
        refused(home.as_("ines").get(f"{path}/{tail}"), 403, "not-allowed")
    refused(home.as_("jordan").post(f"{path}/departures", json=departure()), 404, "not-found")


def test_a_departure_is_read_where_its_location_says_and_its_words_by_the_parties_alone_C1(
    home: Household,
) -> None:
    asking(home, session_minutes_at_least=90)
    path = agreed(home)
    made = home.as_("sam").post(f"{path}/departures", json=departure(why="other", words="The bus leaves."))

    told = home.as_("maya").get(made.headers["Location"]).json()

    assert made.headers["Location"] == f"{path}/departures/1"
    assert (told["number"], told["by"], told["ended"], told["edition"]) == (1, home.person("sam"), False, 1)
    (words,) = home.as_("maya").get(f"{path}/words").json()
    assert (words["done"], words["words"]) == ("DepartureRecorded", "The bus leaves.")
    refused(home.as_("nora").get(f"{path}/words"), 403, "not-allowed")
    refused(home.as_("maya").get(f"{path}/departures/2"), 404, "not-found")
    refused(home.as_("maya").post(f"{path}/departures/2/ending"), 404, "not-found")


def test_a_departure_without_a_reason_or_twice_or_from_nothing_asked_is_refused_A6(home: Household) -> None:
    asking(home, session_minutes_at_least=90)
    path = f"{agreed(home)}/departures"

    refused(home.as_("maya").post(path, json=departure(why="other")), 422, "say-why")
    refused(home.as_("maya").post(path, json=departure(requirement="kinds_apart")), 422, "not-asked-for")
    assert home.as_("maya").post(path, json=departure()).status_code == 201
    refused(home.as_("sam").post(path, json=departure()), 409, "departed-already")
    assert home.as_("sam").post(f"{path}/1/ending").status_code == 204
    refused(home.as_("maya").post(f"{path}/1/ending"), 409, "departure-is-over")


def revise_set(home: Household, path: str, **requirements: Any) -> None:
    """A further edition of a set, from today on."""
    rules = {"title": "Set", "sources": ["Page 1"], "requirements": requirements}
    tag = {"If-Match": home.as_("ines").get(path).headers["ETag"]}
    body = {"holds_from": home.clock().date().isoformat(), "rules": rules}
    assert home.as_("ines").put(path, json=body, headers=tag).status_code == 204
    home.settle()


@pytest.mark.parametrize(
    ("first", "later", "counts"),
    [
        ({"session_minutes_at_least": 90}, {"session_minutes_at_least": 90}, True),
        ({"session_minutes_at_least": 90}, {"session_minutes_at_least": 75}, True),
        ({"session_minutes_at_least": 90}, {"session_minutes_at_least": 91}, False),
        ({"at_least_every_days": 5}, {"at_least_every_days": 6}, True),
        ({"at_least_every_days": 5}, {"at_least_every_days": 4}, False),
        ({"kinds_apart": "advised"}, {"kinds_apart": "required"}, False),
        ({"kinds_apart": "required"}, {"kinds_apart": "required"}, True),
        ({"supervisor": {"roles": ["hr", "auditor"]}}, {"supervisor": {"roles": ["auditor", "hr"]}}, True),
        ({"supervisor": {"roles": ["hr", "auditor"]}}, {"supervisor": {"roles": ["hr"]}}, False),
        (
            {"supervisor": {"training": [{"topic": "K6-29"}]}},
            {"supervisor": {"training": [{"topic": "K6-29"}, {"topic": "K6-30"}]}},
            False,
        ),
    ],
)
def test_a_departure_excuses_nothing_stricter_than_what_it_was_from_A6(
    first: dict[str, Any], later: dict[str, Any], counts: bool, home: Household
) -> None:
    path = asking(home, **first)
    agreement = agreed(home, kind="both")
    code = answer_of(home, agreement)["findings"][0]["requirement"]
    made = home.as_("maya").post(f"{agreement}/departures", json=departure(requirement=code))
    assert made.status_code == 201, made.text

    revise_set(home, path, **later)

    told = answer_of(home, agreement)
    (finding,) = told["findings"]
    assert (finding["met"], finding["departure"]["counts"]) == (False, counts)
    assert ("another figure" in (finding["why"] or "")) is not counts
    assert told["standing"] == "meets" if finding["advised"] else ("departs" if counts else "falls-short")


def test_a_departure_is_from_what_is_not_met_alone_and_names_the_figure_A6(home: Household) -> None:
    asking(home, session_minutes_at_least=60, at_least_every_days=5, group_at_least_every_days=30)
    path = f"{agreed(home)}/departures"

    refused(home.as_("maya").post(path, json=departure()), 409, "not-short-of-that")
    from_sessions = departure(requirement="group_at_least_every_days")
    refused(home.as_("maya").post(path, json=from_sessions), 409, "not-short-of-that")
    made = home.as_("maya").post(path, json=departure(requirement="at_least_every_days"))

    assert home.as_("sam").get(made.headers["Location"]).json()["required"] == 5


def test_nothing_is_opened_to_tell_C1(home: Household) -> None:
    asking(home, session_minutes_at_least=90, supervisor={"peer_experience": "required"})
    path = agreed(home)
    before = home.house.rooms["agreements"].store.position()

    for handle in ("maya", "nora"):
        told = answer_of(home, path, handle)
        assert [one["why"] for one in told["findings"] if one["met"] is None]
        home.as_(handle).get(f"{path}/requirements/history")

    assert home.house.rooms["agreements"].store.position() == before


def test_a_topic_that_is_only_recommended_makes_nothing_fall_short_beside_the_agencys_own_K6(
    home: Household,
) -> None:
    sets, own = ({"worker": {"training": [{"topic": topic}]}} for topic in ("K6-42", "K6-43"))
    rules = {"title": "Set", "sources": ["Page 1"], "requirements": sets, "advised": ["worker.training"]}
    made = home.as_("ines").post("/policy-sets", json={"holds_from": "2026-01-01", "rules": rules})
    assert pick(home, made.headers["Location"], stricter=own).status_code == 204
    taken = {"topic": "K6-43", "taken_on": "2026-02-02"}
    assert home.as_("maya").post(f"/people/{home.person('maya')}/trainings", json=taken).status_code == 201
    home.settle()

    told = answer_of(home, agreed(home))

    assert told["standing"] == "meets"
    (finding,) = told["findings"]
    assert [one["topic"] for one in finding["required"]] == ["K6-43"]
    assert (finding["advised"], finding["source"], finding["met"]) == (False, "agency", True)


WEEKLY: Final = PolicyRules(
    title="Set", sources=("Page 1",), requirements=Requirements(at_least_every_days=7)
)


def test_a_set_may_hold_from_the_first_day_that_can_be_meant_to_the_last_A6(home: Household) -> None:
    path = asking(home, at_least_every_days=7)
    tag = {"If-Match": home.as_("ines").get(path).headers["ETag"]}
    rules = {"title": "Set", "sources": ["Page 1"], "requirements": {"at_least_every_days": 7}}
    for day in ("1899-12-31", "2201-01-01"):
        body = {"holds_from": day, "rules": rules}
        told = refused(home.as_("ines").put(path, json=body, headers=tag), 422, "invalid")
        assert [one["field"] for one in told["fields"]] == ["holds_from"]
    last = {"holds_from": "2200-12-31", "rules": rules}
    assert home.as_("ines").put(path, json=last, headers=tag).status_code == 204
    first = home.as_("ines").post("/policy-sets", json={"holds_from": "1900-01-01", "rules": rules})
    assert pick(home, first.headers["Location"], holds_from="1900-01-01").status_code == 204


def test_a_set_that_by_an_old_history_holds_from_the_calendars_first_day_to_its_last_is_gone_by_A6(
    home: Household,
) -> None:
    at, directory = home.demo.agencies["harbour"], home.house.rooms["directory"].store
    made = PolicySet.publish(uuid4(), at, date.min, WEEKLY)
    made.revise(date.max, WEEKLY)
    directory.append(made, Acting(actor=home.demo.people["ines"]))
    harbour = directory.get(Agency, at)
    harbour.choose_policy_set(made, date.min, Requirements())
    directory.append(harbour, Acting(actor=home.demo.people["tomasz"]))
    agreement = agreed(home)

    told = answer_of(home, agreement)

    assert (told["standing"], told["policy_set"]["edition"]) == ("meets", 1)
    past = home.as_("maya").get(f"{agreement}/requirements/history").json()
    assert [one["policy_set"]["edition"] for one in past] == [1]


def test_only_parties_are_told_how_far_the_agreement_has_gone_C5(shared_home: Household) -> None:
    path = f"/agreements/{shared_home.demo.agreements['maya-sam']}/requirements"
    party, overseer = (shared_home.as_(handle).get(path) for handle in ("maya", "dilip"))

    assert party.json()["version"] == int(party.headers["ETag"].strip('"'))
    assert (overseer.status_code, overseer.json()["version"]) == (200, None)
    assert "ETag" not in overseer.headers
