"""A command sent twice takes effect once: Idempotency-Key, and people who act at the same moment."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from threading import Barrier, Event, Lock
from typing import Any

import pytest

from tests.edge.given import agreed, draft, drafted, fields_of, once, places, refused, sign, signature, terms
from tests.edge.given_groups import accepting, done, formed, joining
from tests.house import Household


def told(answer: Any) -> tuple[Any, ...]:
    """All that a command is answered with."""
    names = ("Location", "ETag", "Position")
    return (answer.status_code, answer.content, *(answer.headers.get(name) for name in names))


def at_once(asked: Sequence[Callable[[], Any]]) -> list[Any]:
    """Each in a thread of its own, all let go at the same moment."""
    start, answers = threading.Barrier(len(asked)), [None] * len(asked)

    def ask(place: int) -> None:
        start.wait(10)
        answers[place] = asked[place]()

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(len(asked))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def in_a_thread(home: Household, handle: str, path: str, body: Any, key: dict[str, str]) -> Callable[[], Any]:
    assert home.house.issuer
    person = home.client(home.house.issuer.token(handle))
    return lambda: person.post(path, json=body, headers=key)


def test_the_same_key_twice_is_one_effect_and_one_answer(shared_home: Household) -> None:
    key, body = once(), draft(shared_home)

    first = shared_home.as_("maya").post("/agreements", json=body, headers=key)
    after = places(shared_home)
    second = shared_home.as_("maya").post("/agreements", json=body, headers=key)

    assert told(first) == told(second)
    assert first.status_code == 201
    assert places(shared_home) == after


def test_without_a_key_the_same_is_done_twice(shared_home: Household) -> None:
    body = draft(shared_home)

    first, second = (shared_home.as_("maya").post("/agreements", json=body) for _ in range(2))

    assert first.headers["Location"] != second.headers["Location"]


@pytest.mark.parametrize("command", ["signatures", "renegotiations", "ending"])
def test_each_command_is_answered_as_it_was_the_first_time(command: str, shared_home: Household) -> None:
    home, key = shared_home, once()
    path = drafted(home) if command == "signatures" else agreed(home)
    body = {
        "signatures": signature(home, path, "sam"),
        "renegotiations": {"why": "duties", "terms": terms(home)},
        "ending": {"why": "other", "words": "Enough."},
    }[command]

    first = home.as_("sam").post(f"{path}/{command}", json=body, headers=key)
    second = home.as_("sam").post(f"{path}/{command}", json=body, headers=key)

    assert first.status_code == 204
    assert told(first) == told(second)
    assert first.headers["ETag"] == home.as_("sam").get(path).headers["ETag"]


def test_a_repeat_is_answered_as_then_though_the_agreement_has_gone_on(shared_home: Household) -> None:
    key, path = once(), drafted(shared_home)
    body = signature(shared_home, path, "maya")
    first = shared_home.as_("maya").post(f"{path}/signatures", json=body, headers=key)
    sign(shared_home, path, "sam")
    shared_home.as_("sam").post(f"{path}/ending", json={"why": "completed"})
    after = places(shared_home)

    again = shared_home.as_("maya").post(f"{path}/signatures", json=body, headers=key)

    assert told(again) == told(first)
    assert places(shared_home) == after
    refused(shared_home.as_("maya").post(f"{path}/signatures", json=body), 409, "agreement-is-over")


def test_a_repeat_is_answered_as_then_though_it_is_not_open_to_them_any_more(home: Household) -> None:
    """To join, to accept to facilitate, to hand on and to leave each change how somebody stands to a group."""
    path = formed(home)
    done(home.as_("sam").post(f"{path}/invitations", json={"person": home.person("maya")}))
    commands = [
        ("maya", "members", joining(home, "maya")),
        ("sam", "facilitator", {"facilitator": home.person("ines")}),
        ("ines", "facilitation", accepting("ines")),
        ("maya", "departures", {"member": home.person("maya")}),
    ]
    keys = [once() for _ in commands]
    answers = [
        home.as_(handle).post(f"{path}/{name}", json=body, headers=key)
        for (handle, name, body), key in zip(commands, keys, strict=True)
    ]
    assert [one.status_code for one in answers] == [204] * 4
    after = places(home)

    for (handle, name, body), key, first in zip(commands, keys, answers, strict=True):
        assert told(home.as_(handle).post(f"{path}/{name}", json=body, headers=key)) == told(first), name
        assert home.as_(handle).post(f"{path}/{name}", json=body).status_code in (403, 404, 409), name
    assert places(home) == after


def test_the_same_key_with_another_body_is_refused(shared_home: Household) -> None:
    key = once()
    shared_home.as_("maya").post("/agreements", json=draft(shared_home), headers=key)
    before = places(shared_home)

    other = shared_home.as_("maya").post(
        "/agreements", json=draft(shared_home, place="Elsewhere"), headers=key
    )

    assert fields_of(refused(other, 422, "key-used-before")) == {"Idempotency-Key"}
    assert places(shared_home) == before


def test_another_person_s_key_gives_no_answer_of_theirs(shared_home: Household) -> None:
    key, body = once(), draft(shared_home)

    maya = shared_home.as_("maya").post("/agreements", json=body, headers=key)
    sam = shared_home.as_("sam").post("/agreements", json=body, headers=key)

    assert sam.status_code == 201
    assert sam.headers["Location"] != maya.headers["Location"]
    drafted_by = shared_home.as_("maya").get(f"{sam.headers['Location']}/history").json()[0]["by"]
    assert drafted_by == shared_home.person("sam")


def test_a_stranger_learns_nothing_from_a_party_s_key(shared_home: Household) -> None:
    key, path = once(), drafted(shared_home)
    body = signature(shared_home, path, "maya")
    shared_home.as_("maya").post(f"{path}/signatures", json=body, headers=key)

    refused(shared_home.as_("jordan").post(f"{path}/signatures", json=body, headers=key), 404, "not-found")


def test_the_same_key_at_another_address_is_another_command(shared_home: Household) -> None:
    key, paths = once(), [agreed(shared_home) for _ in range(2)]

    answers = [
        shared_home.as_("maya").post(f"{path}/ending", json={"why": "other"}, headers=key) for path in paths
    ]

    assert [answer.status_code for answer in answers] == [204, 204]
    assert answers[0].headers["Position"] != answers[1].headers["Position"]


SPELT: dict[str, Callable[[str], str]] = {
    "in capitals": str.upper,
    "without hyphens": lambda id: id.replace("-", ""),
    "in braces": lambda id: f"{{{id}}}",
    "as a URN": lambda id: f"urn:uuid:{id}",
}


@pytest.mark.parametrize("spelt", SPELT.values(), ids=SPELT)
def test_an_address_spelt_otherwise_is_the_same_address(
    spelt: Callable[[str], str], shared_home: Household
) -> None:
    home, key, id = shared_home, once(), agreed(shared_home).rpartition("/")[2]
    body = {"text": "In July we rest."}
    first = home.as_("maya").post(f"/agreements/{id}/addenda", json=body, headers=key)
    after = places(home)

    second = home.as_("maya").post(f"/agreements/{spelt(id)}/addenda", json=body, headers=key)

    assert first.status_code == 201
    assert told(second) == told(first)
    assert places(home) == after


def test_a_number_spelt_otherwise_is_the_same_and_another_number_is_another(shared_home: Household) -> None:
    maya, key, path = shared_home.as_("maya"), once(), f"{agreed(shared_home)}/addenda"
    for text in ("In July we rest.", "In August too."):
        assert maya.post(path, json={"text": text}).status_code == 201

    first, again, other = (
        maya.post(f"{path}/{number}/withdrawal", headers=key) for number in ("1", "01", "2")
    )

    assert first.status_code == other.status_code == 204
    assert told(again) == told(first)
    assert told(other) != told(first)


def test_a_refused_command_leaves_its_key_free(shared_home: Household) -> None:
    key, path = once(), drafted(shared_home)
    body = signature(shared_home, path, "maya")

    refused(
        shared_home.as_("maya").post(
            f"{path}/signatures", json=body | {"acknowledged_limits": []}, headers=key
        ),
        422,
    )

    assert shared_home.as_("maya").post(f"{path}/signatures", json=body, headers=key).status_code == 204


@pytest.mark.parametrize("key", ["", "1", "not-a-uuid", "0" * 33])
def test_a_key_is_a_uuid(key: str, shared_home: Household) -> None:
    before = places(shared_home)

    answer = shared_home.as_("maya").post(
        "/agreements", json=draft(shared_home), headers={"Idempotency-Key": key}
    )

    assert fields_of(refused(answer, 422, "invalid")) == {"Idempotency-Key"}
    assert places(shared_home) == before


def test_eight_at_once_with_one_key_are_one_effect_and_one_answer(shared_home: Household) -> None:
    key, body = once(), draft(shared_home)
    before = places(shared_home)["agreements"]

    answers = at_once([in_a_thread(shared_home, "maya", "/agreements", body, key) for _ in range(8)])

    assert len({told(answer) for answer in answers}) == 1
    assert answers[0].status_code == 201
    assert places(shared_home)["agreements"] == before + 1


def test_eight_signatures_at_once_with_one_key_are_one_signature_A2(shared_home: Household) -> None:
    key, path = once(), drafted(shared_home)
    body = signature(shared_home, path, "maya")

    answers = at_once([in_a_thread(shared_home, "maya", f"{path}/signatures", body, key) for _ in range(8)])

    assert {told(answer) for answer in answers} == {told(answers[0])}
    assert answers[0].status_code == 204
    assert len(shared_home.as_("sam").get(path).json()["signatures"]) == 1


def test_what_had_its_effect_after_it_was_looked_for_is_answered_as_then_A2(
    shared_home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that comes later reads what the other did, and would be refused for that."""
    key, path = once(), drafted(shared_home)
    body = signature(shared_home, path, "maya")
    store, signed, come = shared_home.house.rooms["agreements"].store, Event(), Barrier(2)
    get, first = store.get, Lock()

    def in_turn(kind: Any, id: Any) -> Any:
        come.wait(10)
        if not first.acquire(blocking=False):
            signed.wait(10)
        return get(kind, id)

    monkeypatch.setattr(store, "get", in_turn)
    sign = in_a_thread(shared_home, "maya", f"{path}/signatures", body, key)
    with ThreadPoolExecutor(2) as threads:
        asked = [threads.submit(sign) for _ in range(2)]
        wait(asked, 10, FIRST_COMPLETED)
        signed.set()
        answers = [one.result(10) for one in asked]

    assert [one.status_code for one in answers] == [204, 204]
    assert told(answers[0]) == told(answers[1])


def test_two_who_sign_at_the_same_moment_both_succeed_A2(shared_home: Household) -> None:
    for _ in range(5):
        path = drafted(shared_home)
        both = [(handle, signature(shared_home, path, handle)) for handle in ("maya", "sam")]

        answers = at_once(
            [in_a_thread(shared_home, who, f"{path}/signatures", body, once()) for who, body in both]
        )

        assert [answer.status_code for answer in answers] == [204, 204]
        names = [past["name"] for past in shared_home.as_("maya").get(f"{path}/history").json()]
        assert names.count("agreements.AgreementCameIntoForce") == 1
        assert names.count("agreements.AgreementSigned") == 2


def test_of_two_revisions_at_the_same_moment_one_is_stale_A3(shared_home: Household) -> None:
    path = drafted(shared_home)
    assert shared_home.house.issuer
    people = [shared_home.client(shared_home.house.issuer.token(who)) for who in ("maya", "sam")]
    body, seen = {"terms": terms(shared_home)}, {"If-Match": '"1"'}

    answers = at_once(
        [lambda one=one: one.put(f"{path}/terms", json=body, headers=seen) for one in people]  # type: ignore[misc]
    )

    assert sorted(answer.status_code for answer in answers) == [204, 412]
    assert shared_home.as_("maya").get(path).headers["ETag"] == '"2"'
