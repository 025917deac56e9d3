"""Difficulties at the edge: who raises, answers and takes back; to whom it goes; and that nobody else can tell (C7, C4)."""

import json
from typing import Any, Final

import pytest
import structlog
from eventsourcing.persistence import OperationalError

from shared.store import Store
from tests.edge.given import (
    NOBODY,
    agreed,
    confirmed,
    drafted,
    fields_of,
    hear_of_the_directory,
    once,
    places,
    refused,
    sign,
    terms,
)
from tests.edge.test_accounting import unwrapped
from tests.edge.test_once import at_once, in_a_thread, told
from tests.edge.test_policy_sets import RULES, pick, published
from tests.house import Household

EVERYBODY: Final = ("maya", "jordan", "sam", "petra", "ines", "rowan", "tomasz", "dilip", "nora", "wren")
OTHERS: Final = tuple(handle for handle in EVERYBODY if handle not in ("maya", "rowan"))
"""All but the worker and whom it goes to: the supervisor, HR, another officer, the auditor, a colleague, a stranger."""
LOG: Final = "agreements.restricted"


def body(home: Household, agreement: str = "", **other: Any) -> dict[str, Any]:
    about = (agreement or str(home.demo.agreements["maya-sam"])).rpartition("/")[2]
    made = {"agreement": about, "about": "difficulty", "words": "We seldom get to what I bring."} | other
    return {name: value for name, value in made.items() if value is not None}


def breach(home: Household, **other: Any) -> dict[str, Any]:
    return body(home, about="breach", breach="own-team-asked", **other)


def raised(home: Household, handle: str = "maya", **other: Any) -> str:
    answer = home.as_(handle).post("/difficulties", json=body(home, **other))
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def rows_of_answers(store: Store, location: str) -> int:
    with store.tables.read() as rows:
        return len(rows.all("SELECT 1 AS one FROM once WHERE location = ?", location))


def answered(home: Household, path: str, handle: str = "rowan", words: str = "Let us talk.") -> Any:
    return home.as_(handle).post(f"{path}/answers", json={"words": words})


def test_a_worker_raises_one_and_the_person_named_answers_it_C7(shared_home: Household) -> None:
    home, path = shared_home, raised(shared_home)

    seen = home.as_("rowan").get(path).json()
    assert (seen["worker"], seen["to"]) == (home.person("maya"), home.person("rowan"))
    assert (seen["status"], seen["due"], seen["overdue"]) == ("open", "2026-03-16", False)
    assert answered(home, path).status_code == 204
    assert answered(home, path, words="What came of it.").status_code == 204

    read = home.as_("maya").get(f"{path}/words").json()
    assert read["words"] == "We seldom get to what I bring."
    assert [one["words"] for one in read["answers"]] == ["Let us talk.", "What came of it."]
    assert home.as_("maya").get(path).json()["status"] == "answered"
    names = [one["name"].split(".")[1] for one in home.as_("rowan").get(f"{path}/history").json()]
    assert names == ["DifficultyRaised", "DifficultyAnswered", "DifficultyAnswered"]


@pytest.mark.parametrize(
    ("days", "advised", "due"),
    [(5, [], "2026-03-07"), (28, [], "2026-03-16"), (5, ["difficulty_answered_within_days"], "2026-03-16")],
)
def test_an_answer_is_due_sooner_where_the_agencys_policy_set_demands_it_C7(
    days: int, advised: list[str], due: str, home: Household
) -> None:
    rules = RULES | {"requirements": {"difficulty_answered_within_days": days}, "advised": advised}
    assert pick(home, published(home, rules=rules)).status_code == 204
    home.settle()

    assert home.as_("maya").get(raised(home)).json()["due"] == due


@pytest.mark.parametrize(
    ("handle", "status"),
    [
        ("sam", 403),
        ("petra", 403),
        ("tomasz", 403),
        ("rowan", 403),
        ("nora", 403),
        ("jordan", 404),
        ("ines", 404),
    ],
)
def test_nobody_but_the_worker_of_the_agreement_raises_one_C7(
    handle: str, status: int, shared_home: Household
) -> None:
    before = places(shared_home)

    answer = shared_home.as_(handle).post("/difficulties", json=body(shared_home))

    problem = refused(answer, status)
    assert ("worker" in problem["title"]) == (status == 403)
    assert places(shared_home) == before


def test_about_no_agreement_there_is_none_C7(shared_home: Household) -> None:
    refused(shared_home.as_("maya").post("/difficulties", json=body(shared_home, NOBODY)), 404, "not-found")


def test_it_goes_to_whom_the_version_that_counts_names_C7(home: Household) -> None:
    path = agreed(home, difficulties_to=home.person("wren"))
    assert home.as_("maya").get(raised(home, agreement=path)).json()["to"] == home.person("wren")
    new = {"why": "duties", "terms": terms(home, difficulties_to=home.person("tomasz"))}
    assert home.as_("maya").post(f"{path}/renegotiations", json=new).status_code == 204
    assert home.as_("maya").get(raised(home, agreement=path)).json()["to"] == home.person("wren")
    assert home.as_("sam").post(f"{path}/ending", json={"why": "other"}).status_code == 204
    assert home.as_("maya").get(raised(home, agreement=path)).json()["to"] == home.person("wren"), "also then"


def test_where_nobody_is_named_the_worker_is_told_where_a_breach_can_go_C7(home: Household) -> None:
    path = drafted(home, difficulties_to=None)

    problem = refused(home.as_("maya").post("/difficulties", json=body(home, path)), 409, "nobody-is-named")

    assert "privacy officer" in problem["title"]
    told = breach(home, agreement=path, to=home.person("wren"))
    assert home.as_("maya").post("/difficulties", json=told).status_code == 201


def test_a_breach_goes_to_the_officer_whom_the_worker_chose_of_several_C4(shared_home: Household) -> None:
    home = shared_home
    for to, kind in (
        (None, "one-of-several"),
        ("petra", "not-to-them"),
        ("sam", "not-to-them"),
        ("maya", "not-to-them"),
    ):
        told = breach(home, to=home.person(to) if to else None)
        assert fields_of(refused(home.as_("maya").post("/difficulties", json=told), 422, kind)) == {"to"}
    for to in ("rowan", "wren"):
        path = raised(home, about="breach", breach="own-team-asked", to=home.person(to))
        read = home.as_(to).get(f"{path}/words").json()
        assert (read["about"], read["breach"]) == ("breach", "own-team-asked")
        refused(home.as_("wren" if to == "rowan" else "rowan").get(path), 404, "not-found")


def test_a_breach_says_which_it_is_C4(shared_home: Household) -> None:
    told = breach(shared_home, to=shared_home.person("wren")) | {"breach": None}

    problem = refused(shared_home.as_("maya").post("/difficulties", json=told), 422, "breach-unnamed")

    assert fields_of(problem) == {"breach"}


def test_a_difficulty_is_none_of_the_four_breaches_C4(shared_home: Household) -> None:
    told = body(shared_home, breach="own-team-asked")

    problem = refused(shared_home.as_("maya").post("/difficulties", json=told), 422, "no-breach-to-name")

    assert fields_of(problem) == {"breach"}


def test_before_anything_is_in_force_the_worker_says_whom_the_draft_names_C7(home: Household) -> None:
    """Else the supervisor alone could change whom it goes to, between reading and raising."""
    path = drafted(home, difficulties_to=home.person("wren"))
    told = body(home, path, to=home.person("wren"))
    read = {"If-Match": home.as_("sam").get(path).headers["ETag"]}
    changed = {"terms": terms(home, difficulties_to=home.person("tomasz"))}
    assert home.as_("sam").put(f"{path}/terms", json=changed, headers=read).status_code == 204

    for sent, kind in ((told, "not-to-them"), (body(home, path), "not-yet-agreed")):
        problem = refused(home.as_("maya").post("/difficulties", json=sent), 422, kind)
        assert fields_of(problem) == {"to"}
    raised_to = body(home, path, to=home.person("tomasz"))
    answer = home.as_("maya").post("/difficulties", json=raised_to)
    history = home.as_("maya").get(f"{answer.headers['Location']}/history").json()
    assert (history[0]["fact"]["to"], history[0]["fact"]["terms_version"]) == (home.person("tomasz"), 2)


def covering(home: Household, handle: str, starts: str = "2026-03-02") -> str:
    """An agreement of Maya and Sam that somebody covers."""
    path = agreed(home, difficulties_to=home.person("tomasz"))
    named = {"person": home.person(handle), "starts": starts, "ends": "2026-03-20"}
    answer = home.as_("sam").post(f"{path}/covers", json=named)
    assert answer.status_code == 201, answer.text
    return path


@pytest.mark.parametrize("starts", ["2026-03-02", "2026-03-10"], ids=["covers", "is yet to cover"])
def test_an_officer_who_covers_hears_no_breach_of_that_agreement_A4(starts: str, home: Household) -> None:
    path = covering(home, "wren", starts)

    told = breach(home, agreement=path, to=home.person("wren"))
    refused(home.as_("maya").post("/difficulties", json=told), 422, "not-to-them")

    raised_to = raised(home, agreement=path, about="breach", breach="own-team-asked")
    assert home.as_("maya").get(raised_to).json()["to"] == home.person("rowan"), "the one who is left"


def test_the_one_named_hears_nothing_while_they_cover_A4(home: Household) -> None:
    path = covering(home, "wren")
    new = {"why": "duties", "terms": terms(home, difficulties_to=home.person("wren"))}
    assert home.as_("maya").post(f"{path}/renegotiations", json=new).status_code == 204
    for handle in ("maya", "sam"):
        assert sign(home, path, handle).status_code == 204

    told = refused(
        home.as_("maya").post("/difficulties", json=body(home, path)), 409, "the-named-cannot-take-it"
    )

    assert "privacy officer, or agree on another person" in told["title"]
    home.clock.move(days=19)
    hear_of_the_directory(home)
    assert home.as_("maya").get(raised(home, agreement=path)).json()["to"] == home.person("wren"), "over"


def test_the_one_named_hears_nothing_once_they_have_left_everywhere_C7(home: Household) -> None:
    path = agreed(home, difficulties_to=home.person("dilip"))
    for role in home.as_("rowan").get(f"/people/{home.person('dilip')}/roles").json():
        ending = f"/people/{home.person('dilip')}/roles/{role['id']}/ending"
        assert home.as_("rowan").post(ending, json={"last_day": "2026-03-01"}).status_code == 204
    home.settle()

    refused(home.as_("maya").post("/difficulties", json=body(home, path)), 409, "the-named-cannot-take-it")


def test_with_one_officer_left_a_breach_goes_there_and_with_none_nowhere_C7(home: Household) -> None:
    ended = {"last_day": "2026-03-01"}
    for officer, by in (("rowan", "wren"), ("wren", "wren")):
        roles = home.as_("wren").get(f"/people/{home.person(officer)}/roles").json()
        harbour = str(home.demo.agencies["harbour"])
        (role,) = [one["id"] for one in roles if (one["agency"], one["role"]) == (harbour, "privacy_officer")]
        if officer == "wren":
            path = raised(home, about="breach", breach="own-team-asked")
            assert home.as_("maya").get(path).json()["to"] == home.person("wren")
        answer = home.as_(by).post(f"/people/{home.person(officer)}/roles/{role}/ending", json=ended)
        assert answer.status_code == 204, answer.text
        home.settle()

    refused(home.as_("maya").post("/difficulties", json=breach(home)), 409, "nobody-to-take-a-breach")
    assert home.as_("wren").get(path).status_code == 200, "whom it went to stays the one who answers"


def test_an_officer_who_supervises_hears_no_breach_of_their_own_agreement_C4(home: Household) -> None:
    role = {"agency": str(home.demo.agencies["harbour"]), "role": "privacy_officer", "starts": "2026-03-01"}
    confirmed(home, home.as_("rowan").post(f"/people/{home.person('petra')}/roles", json=role))
    home.settle()
    about = str(home.demo.agreements["maya-petra"])

    told = breach(home, agreement=about, to=home.person("petra"))

    refused(home.as_("maya").post("/difficulties", json=told), 422, "not-to-them")
    told = breach(home, to=home.person("petra"))
    assert home.as_("maya").post("/difficulties", json=told).status_code == 201, (
        "of another agreement she may"
    )


@pytest.mark.parametrize("handle", OTHERS)
def test_to_everybody_else_it_is_not_there_whatever_they_are_C7(handle: str, shared_home: Household) -> None:
    home, path = shared_home, raised(shared_home)
    answered(home, path)
    before = places(home)
    words = {"words": "Let us talk."}

    for method, what, sent in (
        ("GET", "", None),
        ("GET", "/words", None),
        ("GET", "/history", None),
        ("GET", "?as_of=1", None),
        ("POST", "/answers", words),
        ("POST", "/withdrawal", None),
    ):
        answer = home.as_(handle).request(method, f"{path}{what}", json=sent)
        nothing = home.as_(handle).request(method, f"/difficulties/{NOBODY}{what}", json=sent)
        refused(answer, 404, "not-found")
        assert (answer.content, sorted(answer.headers)) == (nothing.content, sorted(nothing.headers))
    assert path.rpartition("/")[2] not in home.as_(handle).get("/difficulties").text
    assert places(home) == before


@pytest.mark.parametrize("handle", OTHERS)
def test_nobody_else_can_tell_that_one_was_raised_C7(handle: str, home: Household) -> None:
    """Not by a list, a count, an ETag, a history, or a position that they are given for what they do themselves."""
    harbour, before = str(home.demo.agencies["harbour"]), {}
    looks = [
        "/difficulties",
        "/disconnects",
        f"/difficulties/counts?agency={harbour}",
        "/agreements",
        "/people/me",
    ]
    for id in home.demo.agreements.values():
        looks += [
            f"/agreements/{id}",
            f"/agreements/{id}/history",
            f"/people/{home.person('maya')}/supervision",
        ]
    ordinary = home.house.rooms["agreements"].store

    def seen() -> dict[str, Any]:
        answers = {path: home.as_(handle).get(path) for path in looks}
        return {
            path: (one.status_code, one.content, one.headers.get("ETag")) for path, one in answers.items()
        }

    before, place = seen(), ordinary.position()
    path = raised(home)
    assert answered(home, path).status_code == 204
    home.as_("maya").get(f"{path}/words")
    home.settle()

    assert seen() == before
    assert ordinary.position() == place, "so any position they are given is what it would have been"


def test_only_the_worker_takes_it_back_and_only_the_one_asked_answers_C7(shared_home: Household) -> None:
    home, path = shared_home, raised(shared_home)

    refused(home.as_("rowan").post(f"{path}/withdrawal"), 403, "not-allowed")
    refused(answered(home, path, "maya"), 403, "not-allowed")
    assert home.as_("maya").post(f"{path}/withdrawal").status_code == 204
    refused(answered(home, path), 409, "difficulty-is-withdrawn")
    refused(home.as_("maya").post(f"{path}/withdrawal"), 409, "difficulty-is-withdrawn")
    assert home.as_("rowan").get(f"{path}/words").status_code == 200, "it stays readable to the two"


def test_each_reading_of_words_is_accounted_for_in_the_restricted_log_alone_C7(
    shared_home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, path = shared_home, raised(shared_home)
    before, used = places(home), unwrapped(home, monkeypatch)
    for handle in ("maya", "rowan"):
        assert home.as_(handle).get(path).status_code == 200
    assert (places(home), used) == (before, []), "that it is there is told without opening anything"

    assert home.as_("rowan").get(f"{path}/words").status_code == 200

    after = places(home)
    assert after == before | {LOG: before[LOG] + 1}
    ((_, last),) = home.house.rooms["agreements"].logs[1].store.read(before[LOG])
    entry = json.loads(last)
    assert (entry["name"], entry["actor"]) == ("access.ContentOpened", home.person("rowan"))
    assert entry["fact"]["target"] == path.rpartition("/")[2]
    assert (entry["fact"]["rule"], entry["fact"]["relation"]) == ("DI2", "recipient")
    assert used == [f"rk:{path.rpartition('/')[2]}"]


@pytest.mark.parametrize(("log", "status"), [(0, 200), (1, 503)], ids=["the ordinary", "the restricted"])
def test_words_open_as_long_as_the_restricted_log_can_account_for_it_C7(
    log: int, status: int, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = raised(home)
    used = unwrapped(home, monkeypatch)

    def broken(*_: Any, **__: Any) -> None:
        raise OperationalError("the disk is full")

    monkeypatch.setattr(home.house.rooms["agreements"].logs[log].store._recorder, "insert_together", broken)

    assert home.as_("rowan").get(f"{path}/words").status_code == status
    assert len(used) == (status == 200), "no entry, no key"


def test_its_records_and_their_accounting_go_to_the_restricted_topic_alone_C7(shared_home: Household) -> None:
    home, path = shared_home, raised(shared_home)
    home.as_("rowan").get(f"{path}/words")
    home.settle()

    bus: Any = home.house.bus
    with bus._tables.read() as rows:
        found = rows.all("SELECT topic, value FROM messages")
    about = [row["topic"] for row in found if path.rpartition("/")[2].encode() in bytes(row["value"])]

    assert about == ["alongside.restricted"] * 2


def test_what_it_was_about_is_erased_with_its_key_C7(shared_home: Household) -> None:
    home, path = shared_home, raised(shared_home)

    home.house.rooms["agreements"].keys.destroy(f"rk:{path.rpartition('/')[2]}")

    refused(home.as_("maya").get(f"{path}/words"), 410, "erased")
    assert home.as_("maya").get(path).status_code == 200


def test_a_list_holds_what_one_raised_or_was_asked_page_by_page_and_by_its_state_C7(home: Household) -> None:
    mine = [raised(home, words=f"The {number}th.") for number in range(4)]
    sams = str(home.demo.agreements["jordan-sam"])
    theirs = raised(home, "jordan", agreement=sams, to=home.person("rowan"))
    answered(home, mine[1])
    position = home.as_("maya").post(f"{mine[2]}/withdrawal").headers["Position"]
    at_least = {"At-Least": position}
    demo = str(home.demo.restricted["difficulty"])

    def listed(handle: str, query: str = "") -> list[str]:
        answer = home.as_(handle).get(f"/difficulties{query}", headers=at_least if handle == "maya" else {})
        assert answer.status_code == 200, answer.text
        return [one["id"] for one in answer.json()]

    ids = [one.rpartition("/")[2] for one in mine]
    assert listed("maya")[0] == demo
    assert sorted(listed("maya")) == sorted([demo, *ids])
    assert sorted(listed("rowan")) == sorted([demo, *ids, theirs.rpartition("/")[2]])
    assert listed("maya", "?status=answered") == [ids[1]]
    assert listed("maya", "?status=withdrawn") == [ids[2]]
    assert listed("petra") == []
    first = home.as_("maya").get("/difficulties?limit=3")
    following = first.headers["Link"].partition(">")[0].strip("<")
    rest = home.as_("maya").get(following).json()
    assert [one["id"] for one in [*first.json(), *rest]] == listed("maya")
    assert len(first.json()) == 3


def test_a_position_of_one_log_is_none_of_the_other_C7(shared_home: Household) -> None:
    home = shared_home
    restricted = home.as_("maya").post("/difficulties", json=body(home)).headers["Position"]
    ordinary = home.as_("maya").post(f"{drafted(home)}/ending", json={"why": "other"}).headers["Position"]

    for path, position in (
        ("/difficulties", ordinary),
        ("/disconnects", ordinary),
        ("/agreements", restricted),
    ):
        problem = refused(home.as_("maya").get(path, headers={"At-Least": position}), 422, "invalid")
        assert fields_of(problem) == {"At-Least"}
    assert home.as_("maya").get("/difficulties", headers={"At-Least": restricted}).status_code == 200
    assert home.as_("maya").get("/agreements", headers={"At-Least": ordinary}).status_code == 200


def test_a_position_of_the_restricted_log_does_not_grow_with_it_C7(shared_home: Household) -> None:
    desk = shared_home.house.rooms["agreements"].desks[LOG]

    assert len({len(desk.position(place)) for place in (0, 9, 10, 10**6, 10**12)}) == 1
    assert [desk.place(desk.position(place)) for place in (0, 10**12)] == [0, 10**12]


def test_raised_twice_under_one_key_it_is_there_once_C7(shared_home: Household) -> None:
    home, key = shared_home, once()

    first = home.as_("maya").post("/difficulties", json=body(home), headers=key)
    after = places(home)
    again = home.as_("maya").post("/difficulties", json=body(home), headers=key)

    assert told(again) == told(first)
    assert places(home) == after
    kept = [
        rows_of_answers(log.store, first.headers["Location"]) for log in home.house.rooms["agreements"].logs
    ]
    assert kept == [0, 1], "what it was answered with stands in the restricted log too"


def test_what_the_process_writes_down_does_not_tell_a_stranger_from_nobody_asked_C7(
    shared_home: Household,
) -> None:
    home, path = shared_home, raised(shared_home)

    def lines(about: str) -> list[Any]:
        with structlog.testing.capture_logs() as said:
            for look in ("", "/history", "/words", "?as_of=1"):
                refused(home.as_("nora").get(f"{about}{look}"), 404, "not-found")
            words = {"words": "Let us talk."}
            refused(home.as_("nora").post(f"{about}/answers", json=words), 404, "not-found")
            refused(home.as_("nora").post(f"{about}/withdrawal"), 404, "not-found")
        return [one for one in said if "follower" not in one]

    assert lines(path) == lines(f"/difficulties/{NOBODY}")


def test_two_answers_at_the_same_moment_are_both_there_C7(shared_home: Household) -> None:
    home, path = shared_home, raised(shared_home)
    words = ["Let us talk.", "On Tuesday?"]

    answers = at_once([in_a_thread(home, "rowan", f"{path}/answers", {"words": one}, {}) for one in words])

    assert [one.status_code for one in answers] == [204, 204]
    assert sorted(one.headers["ETag"] for one in answers) == ['"2"', '"3"']
    read = home.as_("maya").get(f"{path}/words").json()["answers"]
    assert sorted(one["words"] for one in read) == sorted(words)
    assert [one["at_version"] for one in read] == [2, 3]


def test_an_answer_and_a_taking_back_at_the_same_moment_leave_nothing_after_it_C7(
    shared_home: Household,
) -> None:
    for _ in range(3):
        home, path = shared_home, raised(shared_home)
        back, answer = at_once(
            [
                in_a_thread(home, "maya", f"{path}/withdrawal", None, {}),
                in_a_thread(home, "rowan", f"{path}/answers", {"words": "Let us talk."}, {}),
            ]
        )
        assert back.status_code == 204
        names = [one["name"].split(".")[1] for one in home.as_("maya").get(f"{path}/history").json()]
        assert names[-1] == "DifficultyWithdrawn"
        assert (answer.status_code == 204) == (len(names) == 3)


def test_while_the_directory_is_silent_a_difficulty_goes_its_way_and_a_breach_waits_C7(
    home: Household,
) -> None:
    followers = home.house.rooms["directory"].followers
    next(one for one in followers if one.name == "directory.relay").stop()
    home.clock.move(minutes=10)

    path = raised(home)
    assert answered(home, path).status_code == 204
    refused(home.as_("maya").post("/difficulties", json=breach(home)), 503, "away")
    refused(home.as_("nora").get(path), 404, "not-found")
