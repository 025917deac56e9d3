"""The diary at the edge: its owner writes, reads, takes away and deletes; to everybody else there is none (S7)."""

import json
from functools import partial
from typing import Any, Final
from uuid import UUID

import pytest

from services.sessions.domain.diary import Diary
from shared.facts import Recorded
from shared.identity import PersonId
from shared.tables import Away
from tests.edge.given import NOBODY, fields_of, once, places, refused
from tests.edge.test_once import at_once, in_a_thread
from tests.house import Household

EVERYBODY: Final = ("maya", "jordan", "sam", "petra", "ines", "rowan", "tomasz", "dilip", "nora", "wren")
OTHERS: Final = EVERYBODY[1:]
LOG: Final = "sessions.diary"
TUESDAY: Final[dict[str, Any]] = {
    "title": "After the group",
    "on": "2026-03-01",
    "prompts": ["K27-10"],
    "text": "I had an answer ready «before» the question was out.",
}


def written(home: Household, handle: str = "maya", **other: Any) -> str:
    answer = home.as_(handle).post("/diary", json=TUESDAY | other)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def copied(home: Household, path: str, handle: str = "maya", **other: Any) -> str:
    told = {"entry": path.rpartition("/")[2], "competencies": ["K7-63"]} | other
    answer = home.as_(handle).post("/diary/portfolio", json=told)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def deleted(home: Household, path: str, handle: str = "maya") -> Any:
    tag = home.as_(handle).get(path).headers["ETag"]
    return home.as_(handle).delete(path, headers={"If-Match": tag})


def ids(home: Household, path: str = "/diary", handle: str = "maya") -> list[str]:
    return [one["id"] for one in home.as_(handle).get(path).json()]


def facts(home: Household, log: str = LOG) -> list[Recorded]:
    room = home.house.rooms["sessions"]
    store = next(one.store for one in room.logs if one.name == log)
    return [Recorded.load(stored) for _, stored in store.read(0, 100_000)]


def openings(home: Household, log: str = LOG) -> list[dict[str, Any]]:
    return [
        one.fact.model_dump(mode="json") | {"actor": str(one.actor)}
        for one in facts(home, log)
        if one.stream_type == "opening"
    ]


def test_somebody_writes_in_their_diary_and_reads_it_S7(shared_home: Household) -> None:
    path = written(shared_home)

    answer = shared_home.as_("maya").get(path)

    assert answer.json() == TUESDAY | {
        "id": path.rpartition("/")[2],
        "written_at": "2026-03-02T15:00:00Z",
    }
    assert answer.headers["ETag"] == '"1"'
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("handle", ["sam", "tomasz", "nora", "rowan"])
def test_everybody_keeps_one_whatever_they_are_and_it_is_theirs_alone_S7(
    handle: str, shared_home: Household
) -> None:
    path = written(shared_home, handle)

    assert ids(shared_home, handle=handle) == [path.rpartition("/")[2]]
    refused(shared_home.as_("maya").get(path), 404, "not-found")


def test_nobody_else_can_tell_an_entry_from_one_that_was_never_there_S7(shared_home: Household) -> None:
    path = written(shared_home)
    piece = copied(shared_home, path)
    before = places(shared_home)

    for handle in OTHERS:
        asked = shared_home.as_(handle)
        for there, never in ((path, f"/diary/{NOBODY}"), (piece, f"/diary/portfolio/{NOBODY}")):
            for method, body in (("GET", None), ("PUT", {"text": "W"}), ("DELETE", None)):
                answers = [
                    asked.request(method, address, json=body, headers={"If-Match": '"1"'})
                    for address in (there, never)
                ]
                assert {(one.status_code, one.text) for one in answers} == {(404, answers[0].text)}
        told = {"entry": path.rpartition("/")[2]}
        refused(asked.post("/diary/portfolio", json=told), 404, "not-found")
        assert path.rpartition("/")[2] not in asked.get("/diary").text
    assert places(shared_home) == before


def test_an_entry_is_written_anew_and_what_it_said_stays_readable_to_its_owner_S7(
    shared_home: Household,
) -> None:
    path = written(shared_home)
    asked = shared_home.as_("maya")

    refused(asked.put(path, json={"text": "Anew."}), 428)
    refused(asked.put(path, json={"text": "Anew."}, headers={"If-Match": '"7"'}), 412)
    assert asked.put(path, json={"text": "Anew."}, headers={"If-Match": '"1"'}).status_code == 204

    now = asked.get(path)
    assert (now.json()["text"], now.headers["ETag"]) == ("Anew.", '"2"')
    assert now.json()["revised_at"] == "2026-03-02T15:00:00Z"
    assert asked.get(f"{path}?as_of=1").json()["text"] == TUESDAY["text"]
    refused(asked.get(f"{path}?as_of=0"), 404)


def test_an_entry_sent_again_is_written_once_S7(home: Household) -> None:
    key = once()
    first, again = (home.as_("maya").post("/diary", json=TUESDAY, headers=key) for _ in range(2))

    assert (first.status_code, first.headers["Location"], first.headers["ETag"]) == (
        *(again.status_code, again.headers["Location"], again.headers["ETag"]),
    )
    assert len(ids(home)) == 1
    other = home.as_("maya").post("/diary", json=TUESDAY | {"text": "Another."}, headers=key)
    refused(other, 422, "key-used-before")


def test_a_list_goes_page_by_page_in_the_order_of_writing_and_opens_nothing_S7(home: Household) -> None:
    made = [written(home, text=f"Day {day}").rpartition("/")[2] for day in range(5)]
    copied(home, f"/diary/{made[0]}")
    read = len(openings(home))

    first = home.as_("maya").get("/diary?limit=3")
    second = home.as_("maya").get(first.headers["Link"].partition(">")[0].strip("<"))

    assert [one["id"] for one in (*first.json(), *second.json())] == made
    assert "Link" not in second.headers
    assert len(openings(home)) == read


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"text": "W", "prompts": [f"K27-{13}"]}, "prompts"),
        ({"text": "W", "prompts": ["K7-01"]}, "prompts"),
        ({"text": "W", "on": "soon"}, "on"),
        ({"text": "W", "mood": 3}, "body"),
        ({}, "text"),
    ],
)
def test_what_is_no_entry_is_refused_by_field_and_not_repeated(
    body: dict[str, Any], field: str, shared_home: Household
) -> None:
    before = places(shared_home)

    problem = refused(shared_home.as_("maya").post("/diary", json=body), 422)

    assert fields_of(problem) == {field}
    assert places(shared_home) == before


def test_a_portfolio_shows_competences_of_workers_alone_K7(shared_home: Household) -> None:
    path = written(shared_home)

    for code in ("K7-116", f"K7-{147}", "K27-01", ""):
        told = {"entry": path.rpartition("/")[2], "competencies": [code]}
        problem = refused(shared_home.as_("maya").post("/diary/portfolio", json=told), 422)
        assert fields_of(problem) == {"competencies"}


def test_a_piece_of_the_portfolio_is_a_copy_with_a_life_of_its_own_S7(shared_home: Household) -> None:
    home, asked = shared_home, shared_home.as_("maya")
    path = written(home)
    piece = copied(home, path)

    told = asked.get(piece).json()
    assert (told["copied_from"], told["title"]) == (path.rpartition("/")[2], TUESDAY["title"])
    assert (told["text"], told["competencies"]) == (TUESDAY["text"], ["K7-63"])
    assert (told["on"], told["prompts"]) == (TUESDAY["on"], TUESDAY["prompts"])

    shown = {"title": "Learning to explore", "competencies": ["K7-63", "K7-12"], "text": "I ask first."}
    assert asked.put(piece, json=shown, headers={"If-Match": '"1"'}).status_code == 204
    assert asked.get(piece).json()["text"] == "I ask first."
    assert asked.get(piece).json()["prompts"] == [], "written anew as a whole"
    assert asked.get(path).json()["text"] == TUESDAY["text"]

    assert deleted(home, path).status_code == 204
    assert asked.get(piece).json()["text"] == "I ask first."
    assert deleted(home, piece).status_code == 204
    refused(asked.get(piece), 410, "erased")
    assert piece.rpartition("/")[2] not in ids(home, "/diary/portfolio")


def test_a_piece_is_written_anew_with_its_day_and_its_prompts_K27(shared_home: Household) -> None:
    asked, piece = shared_home.as_("maya"), copied(shared_home, written(shared_home))
    shown = {"on": "2026-02-28", "prompts": ["K27-01"], "text": "I ask first."}
    other = refused(asked.put(piece, json=shown | {"prompts": ["K7-63"]}, headers={"If-Match": '"1"'}), 422)
    assert fields_of(other) == {"prompts"}

    assert asked.put(piece, json=shown, headers={"If-Match": '"1"'}).status_code == 204

    told = asked.get(piece).json()
    assert {name: told[name] for name in shown} == shown


def test_a_diary_and_a_portfolio_are_taken_away_as_files_S7(home: Household) -> None:
    path, asked = written(home), home.as_("maya")
    written(home, title=None, on=None, prompts=[], text="Second.\nWith two lines.")
    copied(home, path)

    answer = asked.get("/diary/export")
    assert answer.headers["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="diary.md"'
    assert answer.text == (
        f"# Diary\n\n## 2026-03-01 · After the group\n\n*K27-10*\n\n{TUESDAY['text']}\n"
        "\n## 2026-03-02\n\nSecond.\nWith two lines.\n"
    )
    told = asked.get("/diary/export?format=json")
    assert told.headers["Content-Disposition"] == 'attachment; filename="diary.json"'
    assert [one["text"] for one in told.json()["diary"]] == [TUESDAY["text"], "Second.\nWith two lines."]
    assert told.json()["diary"][0] == asked.get(path).json()
    piece = asked.get("/diary/portfolio/export?format=json").json()["portfolio"]
    assert [(one["text"], one["competencies"]) for one in piece] == [(TUESDAY["text"], ["K7-63"])]
    assert [(one["on"], one["prompts"]) for one in piece] == [(TUESDAY["on"], TUESDAY["prompts"])]
    assert asked.get("/diary/portfolio/export").text == (
        f"# Portfolio\n\n## 2026-03-01 · After the group\n\n*K27-10, K7-63*\n\n{TUESDAY['text']}\n"
    )
    refused(asked.get("/diary/export?format=pdf"), 422)
    assert home.as_("sam").get("/diary/export").text == "# Diary\n"


def test_each_opening_is_accounted_for_in_the_log_of_diaries_and_nowhere_else_S7(home: Household) -> None:
    elsewhere = {name: at for name, at in places(home).items() if name != LOG}
    path = written(home)
    second = written(home, text="Second.")
    home.as_("maya").get(path)
    home.as_("maya").get("/diary/export")
    piece = copied(home, path)
    home.as_("maya").get(piece)

    told = openings(home)

    entry, other, copy = (one.rpartition("/")[2] for one in (path, second, piece))
    assert [(one["action"], one["target"]) for one in told] == [
        ("read-diary", entry),
        ("export-diary", entry),
        ("export-diary", other),
        ("copy", entry),
        ("read-diary", copy),
    ]
    assert {(one["actor"], one["relation"]) for one in told} == {(home.person("maya"), "owner")}
    assert {name: at for name, at in places(home).items() if name != LOG} == elsewhere


def test_without_an_entry_of_the_accounting_nothing_opens_S7(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(home)
    store = home.house.rooms["sessions"].desks[LOG].store

    def full(*_: Any, **__: Any) -> int:
        raise Away("the log")

    monkeypatch.setattr(store, "append", full)
    for address in (path, "/diary/export"):
        answer = home.as_("maya").get(address)
        refused(answer, 503, "away")
        assert "«before»" not in answer.text


def test_what_was_deleted_answers_that_it_is_erased_for_good_S7(home: Household) -> None:
    asked, path = home.as_("maya"), written(home)
    kept = written(home, text="It stays.")
    asked.put(path, json={"text": "Anew."}, headers={"If-Match": '"1"'})
    refused(asked.delete(path), 428)
    refused(asked.delete(path, headers={"If-Match": '"1"'}), 412)

    assert asked.delete(path, headers={"If-Match": '"2"'}).status_code == 204

    for address in (path, f"{path}?as_of=1", f"{path}?as_of=2"):
        refused(asked.get(address), 410, "erased")
    refused(asked.put(path, json={"text": "W"}, headers={"If-Match": '"3"'}), 410, "erased")
    refused(asked.delete(path, headers={"If-Match": '"3"'}), 410, "erased")
    told = {"entry": path.rpartition("/")[2]}
    refused(asked.post("/diary/portfolio", json=told), 410, "erased")
    refused(home.as_("sam").get(path), 404, "not-found")
    assert ids(home) == [kept.rpartition("/")[2]]
    assert "Anew." not in asked.get("/diary/export").text
    assert home.house.rooms["sessions"].keys.is_destroyed(f"rk:{path.rpartition('/')[2]}")


def test_a_key_that_could_not_be_destroyed_at_once_is_destroyed_by_the_next_round_S7(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, room = written(home), home.house.rooms["sessions"]
    for follower in room.followers:
        follower.stop()

    def away(_: str) -> None:
        raise Away("the list of erasures")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(room.keys, "destroy", away)
        answer = home.as_("maya").delete(path, headers={"If-Match": '"1"'})
        assert "deleted" in refused(answer, 503, "away")["title"]
        refused(home.as_("maya").get(path), 410, "erased")
        refused(home.as_("maya").get(f"{path}?as_of=1"), 410, "erased")
    key_id = f"rk:{path.rpartition('/')[2]}"
    assert not room.keys.is_destroyed(key_id)

    assert room.react() > 0

    assert room.keys.is_destroyed(key_id)
    assert key_id in set(home.house.erasures.keys())
    assert room.react() == 0


def test_prompts_are_data_and_the_same_for_everybody_K27(shared_home: Household) -> None:
    answers = [shared_home.as_(handle).get("/diary/prompts") for handle in EVERYBODY]

    assert {one.status_code for one in answers} == {200}
    assert len({one.text for one in answers}) == len({one.headers["ETag"] for one in answers}) == 1
    told = answers[0].json()
    assert [one["code"] for one in told] == [f"K27-{number:02}" for number in range(1, 13)]
    assert len(told[4]["parts"]) == 5


def test_a_diary_belongs_to_no_agency_and_says_whose_it_is_in_its_own_log_alone_S7(home: Household) -> None:
    path = written(home)

    told = [one for one in facts(home) if one.stream_type != "opening"]

    assert {one.agency for one in told} == {None}
    assert {str(one.stream_id) for one in told} == {
        path.rpartition("/")[2],
        str(Diary.id_of(PersonId(UUID(home.person("maya"))))),
    }
    ordinary = json.dumps([one.fact.model_dump(mode="json") for one in facts(home, "sessions")])
    assert path.rpartition("/")[2] not in ordinary


def test_two_devices_at_once_each_write_an_entry_and_both_are_there_S7(home: Household) -> None:
    """Also the first two, between which the diary itself comes into being."""
    for _ in range(5):
        answers = at_once([in_a_thread(home, "maya", "/diary", TUESDAY, once()) for _ in range(2)])
        assert {one.status_code for one in answers} == {201}

    assert len(set(ids(home))) == len(ids(home)) == 10


def test_of_two_devices_that_write_and_delete_at_once_exactly_one_wins_S7(home: Household) -> None:
    assert home.house.issuer
    devices = [home.client(home.house.issuer.token("maya")) for _ in range(2)]
    for _ in range(5):
        path = written(home)
        put, gone = at_once([partial(_written_anew, devices[0], path), partial(_deleted, devices[1], path)])
        assert (put.status_code, gone.status_code) in ((204, 412), (410, 204), (412, 204), (409, 204))
        assert home.as_("maya").get(path).status_code == (200 if put.status_code == 204 else 410)


def _written_anew(device: Any, path: str) -> Any:
    return device.put(path, json=TUESDAY | {"text": "Anew."}, headers={"If-Match": '"1"'})


def _deleted(device: Any, path: str) -> Any:
    return device.delete(path, headers={"If-Match": '"1"'})
