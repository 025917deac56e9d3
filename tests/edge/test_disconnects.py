"""Advice of a disconnect at the edge: who writes it, who sees it when, and that it goes only as the worker has seen it (D3, A7)."""

import json
from collections.abc import Callable
from typing import Any, Final

import pytest

from tests.edge.given import NOBODY, drafted, fields_of, hear_of_the_directory, once, places, refused
from tests.edge.test_difficulties import raised
from tests.edge.test_once import at_once, in_a_thread
from tests.house import Household

ADVICE: Final = {
    "role_asks": "Time with people, on their terms.",
    "happens_instead": "Mornings go into answering telephones.",
    "would_help": "A look together at the job description.",
}
OTHERWISE: Final = ADVICE | {"would_help": "A talk in June."}
OTHERS: Final = ("jordan", "ines", "rowan", "tomasz", "dilip", "nora", "wren")
LOG: Final = "agreements.restricted"


def body(home: Household, **other: Any) -> dict[str, Any]:
    agreement = str(home.demo.agreements["maya-sam"])
    return {"agreement": agreement, "to": home.person("petra"), "advice": ADVICE} | other


def written(home: Household, **other: Any) -> str:
    answer = home.as_("sam").post("/disconnects", json=body(home, **other))
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def seen(home: Household, path: str, version: int = 1, handle: str = "maya") -> Any:
    return home.as_(handle).post(f"{path}/acknowledgement", json={"version": version})


def revised(home: Household, path: str, handle: str = "sam", advice: Any = OTHERWISE) -> Any:
    told = {"If-Match": home.as_("sam").get(path).headers["ETag"]}
    return home.as_(handle).put(f"{path}/words", json={"advice": advice}, headers=told)


def added(home: Household, path: str, version: int = 1, handle: str = "maya") -> Any:
    words = {"version": version, "words": "It has been so since the autumn."}
    return home.as_(handle).post(f"{path}/additions", json=words)


def read_by_author(home: Household, path: str) -> dict[str, int]:
    read = home.as_("sam").get(path).json()
    return {"version": read["advice_version"], "additions": read["additions"]}


def sent(home: Household, path: str, handle: str = "sam", **other: Any) -> Any:
    return home.as_(handle).post(f"{path}/sending", json=read_by_author(home, path) | other)


def answered(home: Household, path: str, handle: str = "petra") -> Any:
    return home.as_(handle).post(f"{path}/answers", json={"words": "In June."})


def withdrawn(home: Household, path: str, handle: str = "sam") -> Any:
    return home.as_(handle).post(f"{path}/withdrawal")


THEIR_PARTS: Final[dict[str, tuple[Callable[..., Any], ...]]] = {
    "sam": (revised, sent, withdrawn),
    "maya": (seen, added),
    "petra": (answered,),
}


def gone(home: Household) -> str:
    """One that was sent."""
    path = written(home)
    assert seen(home, path).status_code == 204
    assert sent(home, path).status_code == 204
    return path


def test_the_worker_sees_it_from_its_first_draft_on_and_the_recipient_once_it_was_sent_A7(
    shared_home: Household,
) -> None:
    home, path = shared_home, written(shared_home)
    looks = ("", "/words", "/history")
    for look in looks:
        assert [home.as_(one).get(path + look).status_code for one in ("sam", "maya")] == [200, 200]
        answer, nothing = (home.as_("petra").get(f"{one}{look}") for one in (path, f"/disconnects/{NOBODY}"))
        refused(answer, 404, "not-found")
        assert answer.content == nothing.content
    refused(answered(home, path), 404, "not-found")
    assert path.rpartition("/")[2] not in home.as_("petra").get("/disconnects").text

    seen(home, path)
    position = sent(home, path).headers["Position"]

    for look in looks:
        assert home.as_("petra").get(path + look).status_code == 200
    listed = home.as_("petra").get("/disconnects", headers={"At-Least": position}).json()
    assert path.rpartition("/")[2] in [one["id"] for one in listed]


def test_it_goes_only_as_the_worker_has_seen_it_A7(shared_home: Household) -> None:
    home, path = shared_home, written(shared_home)

    assert "seen this very version" in refused(sent(home, path), 409, "worker-has-not-seen-it")["title"]
    assert seen(home, path).status_code == 204
    assert revised(home, path).status_code == 204
    refused(sent(home, path), 409, "worker-has-not-seen-it")
    refused(seen(home, path, version=1), 409, "another-version-lies-there")
    refused(added(home, path, version=1), 409, "another-version-lies-there")
    assert seen(home, path, version=2).status_code == 204
    assert sent(home, path).status_code == 204

    read = home.as_("petra").get(f"{path}/words").json()
    assert (read["version"], read["advice"]) == (2, OTHERWISE)
    names = [one["name"].split(".")[1] for one in home.as_("maya").get(f"{path}/history").json()]
    told = ["Drafted", "Seen", "Revised", "Seen", "Sent"]
    assert names == [f"Disconnect{one}" for one in told]


def test_the_worker_adds_before_and_after_and_all_three_read_it_and_the_answers_A7(
    shared_home: Household,
) -> None:
    home, path = shared_home, written(shared_home)
    assert added(home, path).status_code == 204
    refused(sent(home, path), 409, "worker-has-not-seen-it")
    assert seen(home, path).status_code == 204, "which they say apart from their words"
    assert sent(home, path).status_code == 204
    assert added(home, path).status_code == 204
    for _ in range(2):
        assert answered(home, path).status_code == 204

    read = [home.as_(one).get(f"{path}/words").json() for one in ("sam", "maya", "petra")]

    assert read[0] == read[1] == read[2]
    assert [one["version"] for one in read[0]["additions"]] == [1, 1]
    assert [one["by"] for one in read[0]["answers"]] == [home.person("petra")] * 2
    assert home.as_("maya").get(path).json()["status"] == "answered"


def test_its_author_sends_what_they_have_read_and_nothing_else_A7(shared_home: Household) -> None:
    home, path = shared_home, written(shared_home)
    assert seen(home, path).status_code == 204
    read = read_by_author(home, path)
    assert added(home, path).status_code == 204

    others: list[dict[str, Any]] = [read, {"version": 2}, {"additions": 2}]
    for other in others:
        problem = refused(sent(home, path, **other), 409, "another-version-lies-there")
        assert "what the worker added" in problem["title"]
    assert fields_of(refused(home.as_("sam").post(f"{path}/sending", json={}), 422)) == {
        "version",
        "additions",
    }
    assert sent(home, path).status_code == 204


def test_to_whom_it_went_its_life_begins_with_its_sending_A7(home: Household) -> None:
    path, petra = written(home), home.as_("petra")
    assert added(home, path).status_code == 204
    while_drafted = home.clock.at.isoformat()
    home.clock.move(minutes=1)
    assert revised(home, path).status_code == 204
    assert seen(home, path, version=2).status_code == 204
    assert added(home, path, version=2).status_code == 204
    assert sent(home, path).status_code == 204
    assert added(home, path, version=2).status_code == 204

    def names(handle: str) -> list[str]:
        told = home.as_(handle).get(f"{path}/history").json()
        return [one["name"].removeprefix("agreements.Disconnect") for one in told]

    assert names("petra") == ["Sent", "AddedTo"]
    whole = ["Drafted", "AddedTo", "Revised", "Seen", "AddedTo", "Sent", "AddedTo"]
    assert names("sam") == names("maya") == whole
    for at in ("1", "5", while_drafted):
        answer = petra.get(path, params={"as_of": at})
        nothing = petra.get(f"/disconnects/{NOBODY}", params={"as_of": at})
        refused(answer, 404, "not-found")
        assert (answer.content, sorted(answer.headers)) == (nothing.content, sorted(nothing.headers))
        assert home.as_("maya").get(path, params={"as_of": at}).status_code == 200
    assert petra.get(path, params={"as_of": "6"}).json()["status"] == "sent"

    assert [one["version"] for one in petra.get(f"{path}/words").json()["additions"]] == [2, 2]
    assert petra.get(path).json()["additions"] == 2
    for handle in ("sam", "maya"):
        added_to = home.as_(handle).get(f"{path}/words").json()["additions"]
        assert [one["version"] for one in added_to] == [1, 2, 2]


@pytest.mark.parametrize("handle", OTHERS)
def test_to_everybody_else_it_is_not_there_whatever_they_are_A7(handle: str, shared_home: Household) -> None:
    home, path = shared_home, gone(shared_home)
    before = places(home)

    for look in ("", "/words", "/history"):
        answer, nothing = (home.as_(handle).get(f"{one}{look}") for one in (path, f"/disconnects/{NOBODY}"))
        refused(answer, 404, "not-found")
        assert (answer.content, sorted(answer.headers)) == (nothing.content, sorted(nothing.headers))
    for command in THEIR_PARTS["maya"] + THEIR_PARTS["petra"]:
        refused(command(home, path, handle=handle), 404, "not-found")
    refused(sent(home, path, handle), 404, "not-found")
    refused(revised(home, path, handle), 404, "not-found")
    refused(home.as_(handle).post(f"{path}/withdrawal"), 404, "not-found")
    assert home.as_(handle).get("/disconnects").json() == []
    assert places(home) == before


def test_each_does_their_own_part_and_nobody_anothers_A7(shared_home: Household) -> None:
    home, path = shared_home, gone(shared_home)
    for handle in THEIR_PARTS:
        for whose, commands in THEIR_PARTS.items():
            for command in commands if whose != handle else ():
                refused(command(home, path, handle=handle), 403, "not-allowed")


def test_what_was_sent_stays_and_what_was_given_up_goes_nowhere_A7(shared_home: Household) -> None:
    home, path, other = shared_home, gone(shared_home), written(shared_home)
    for command in THEIR_PARTS["sam"]:
        refused(command(home, path), 409, "sent-already")

    assert withdrawn(home, other).status_code == 204
    for command in THEIR_PARTS["sam"] + THEIR_PARTS["maya"]:
        refused(command(home, other), 409, "disconnect-is-withdrawn")
    assert home.as_("maya").get(f"{other}/words").status_code == 200
    refused(home.as_("petra").get(other), 404, "not-found")


@pytest.mark.parametrize("key", [{}, once()], ids=["said again", "sent again"])
def test_saying_again_what_was_said_tells_nothing_of_what_happens_to_others_C7(
    key: dict[str, str], shared_home: Household
) -> None:
    """A place in the log that moved would tell that something was recorded about somebody."""
    home, path = shared_home, written(shared_home)
    maya, told = home.as_("maya"), {"version": 1}
    said = f"{path}/acknowledgement"
    first = maya.post(said, json=told, headers=key).headers["Position"]
    again = maya.post(said, json=told, headers=once()).headers["Position"]
    raised(home)
    after = [maya.post(said, json=told, headers=one).headers["Position"] for one in (key, {}, once())]

    assert {first, again, *after} == {first}
    assert maya.get("/disconnects", headers={"At-Least": first}).status_code == 200


def test_a_revision_names_the_version_it_changes_A7(shared_home: Household) -> None:
    home, path = shared_home, written(shared_home)
    told = {"advice": OTHERWISE}

    refused(home.as_("sam").put(f"{path}/words", json=told), 428)
    refused(home.as_("sam").put(f"{path}/words", json=told, headers={"If-Match": '"7"'}), 412)
    assert revised(home, path).status_code == 204


@pytest.mark.parametrize(
    ("handle", "status"),
    [("maya", 403), ("petra", 403), ("tomasz", 403), ("rowan", 403), ("jordan", 404), ("ines", 404)],
)
def test_nobody_but_the_peer_supervisor_of_that_agreement_writes_any_D3(
    handle: str, status: int, shared_home: Household
) -> None:
    refused(shared_home.as_(handle).post("/disconnects", json=body(shared_home)), status)


def test_a_supervisor_who_is_no_peer_supervisor_writes_none_D3(shared_home: Household) -> None:
    told = body(shared_home, agreement=str(shared_home.demo.agreements["maya-petra"]))

    problem = refused(shared_home.as_("petra").post("/disconnects", json=told), 403, "not-allowed")

    assert "peer supervisor" in problem["title"]


def test_advice_rests_on_an_agreement_that_binds_D3(shared_home: Household) -> None:
    told = body(shared_home, agreement=drafted(shared_home).rpartition("/")[2])
    refused(shared_home.as_("sam").post("/disconnects", json=told), 409, "nothing-binds-the-two")


@pytest.mark.parametrize("to", ["maya", "sam", "tomasz", "ines", "nobody"])
def test_it_goes_to_an_agency_supervisor_of_that_agency_who_is_neither_of_the_two_D4(
    to: str, shared_home: Household
) -> None:
    """Ines is one, at another agency."""
    told = body(shared_home, to=NOBODY if to == "nobody" else shared_home.person(to))

    problem = refused(shared_home.as_("sam").post("/disconnects", json=told), 422, "not-to-that-person")

    assert fields_of(problem) == {"to"}


@pytest.mark.parametrize("field", ["session", "date", "person", "about"])
def test_there_is_no_field_for_a_session_a_day_or_a_person_D2(field: str, shared_home: Household) -> None:
    told = body(shared_home, advice=ADVICE | {field: "2026-03-02"})

    refused(shared_home.as_("sam").post("/disconnects", json=told), 422, "invalid")


@pytest.mark.parametrize(
    ("handle", "status", "kind"), [("sam", 409, "not-your-part"), ("petra", 409, "they-have-left-that-role")]
)
def test_who_has_left_the_role_neither_sends_nor_is_sent_any_D3(
    handle: str, status: int, kind: str, home: Household
) -> None:
    path = written(home)
    seen(home, path)
    (role,) = [
        one["id"]
        for one in home.as_("rowan").get(f"/people/{home.person(handle)}/roles").json()
        if one["role"] in ("peer_supervisor", "agency_supervisor")
    ]
    ended = home.as_("rowan").post(
        f"/people/{home.person(handle)}/roles/{role}/ending", json={"last_day": "2026-03-01"}
    )
    assert ended.status_code == 204, ended.text
    home.settle()

    refused(sent(home, path), status, kind)


def test_once_their_agreement_is_over_nothing_is_sent_D3(home: Household) -> None:
    path = written(home)
    seen(home, path)
    over = f"/agreements/{home.demo.agreements['maya-sam']}/ending"
    assert home.as_("maya").post(over, json={"why": "other"}).status_code == 204

    refused(sent(home, path), 409, "nothing-binds-the-two")
    assert withdrawn(home, path).status_code == 204


def test_no_day_sends_anything_A7(home: Household) -> None:
    path = written(home)
    seen(home, path)
    home.clock.move(days=400)
    for _ in range(2):
        home.settle()
        home.house.rooms["agreements"].react()
    hear_of_the_directory(home)

    assert home.as_("maya").get(path).json()["status"] == "drafted"
    refused(home.as_("petra").get(path), 404, "not-found")


def test_each_reading_of_words_is_accounted_for_in_the_restricted_log_alone_A7(
    shared_home: Household,
) -> None:
    home, path = shared_home, gone(shared_home)
    before = places(home)

    assert home.as_("petra").get(f"{path}/words").status_code == 200

    assert places(home) == before | {LOG: before[LOG] + 1}
    ((_, last),) = home.house.rooms["agreements"].logs[1].store.read(before[LOG])
    entry = json.loads(last)["fact"]
    assert (entry["rule"], entry["relation"], entry["fields"]) == ("DC2", "recipient", ["advice", "words"])
    assert entry["target_versions"] == [1], "advice, and nothing was added or answered"


def test_a_list_is_of_ones_own_by_its_state_A7(home: Household) -> None:
    first, second, third = written(home), gone(home), written(home)
    position = withdrawn(home, third).headers["Position"]

    def listed(handle: str, query: str = "") -> list[str]:
        answer = home.as_(handle).get(f"/disconnects{query}", headers={"At-Least": position})
        return [f"/disconnects/{one['id']}" for one in answer.json()]

    demo = f"/disconnects/{home.demo.restricted['disconnect']}"
    for handle in ("sam", "maya"):
        assert sorted(listed(handle)) == sorted([demo, first, second, third])
        assert sorted(listed(handle, "?status=drafted")) == sorted([demo, first])
        assert listed(handle, "?status=withdrawn") == [third]
    assert listed("petra") == listed("petra", "?status=sent") == [second]
    assert listed("petra", "?status=drafted") == []
    page = home.as_("sam").get("/disconnects?limit=2")
    rest = home.as_("sam").get(page.headers["Link"].partition(">")[0].strip("<")).json()
    assert len(page.json()) == len(rest) == 2


def test_sent_and_revised_at_the_same_moment_it_is_what_the_worker_saw_A7(shared_home: Household) -> None:
    for _ in range(3):
        home, path = shared_home, written(shared_home)
        seen(home, path)
        told, read = {"If-Match": '"2"'}, {"version": 1, "additions": 0}
        assert home.house.issuer
        sam = home.client(home.house.issuer.token("sam"))
        send, revise = at_once(
            [
                in_a_thread(home, "sam", f"{path}/sending", read, {}),
                lambda: sam.put(f"{path}/words", json={"advice": OTHERWISE}, headers=told),  # noqa: B023
            ]
        )
        assert (send.status_code, revise.status_code) in ((204, 412), (409, 204), (204, 409))
        if send.status_code == 204:
            assert home.as_("petra").get(f"{path}/words").json()["advice"] == ADVICE
