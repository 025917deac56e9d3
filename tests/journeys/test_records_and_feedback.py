"""Maya's job is talked over and she reads it first; two roles come together; and what workers say of supervision nobody traces (S13, S14, K4)."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.backup.given import backed_up, restored
from tests.edge.given import hear_of_the_directory, refused
from tests.house import Household, household
from tests.sessions.many import opened_round, said, workers


def ok(answer: Any, status: int = 204) -> Any:
    assert answer.status_code == status, answer.text
    return answer


def test_what_falls_short_is_told_to_the_worker_first_then_planned_and_made_good_S13(home: Household) -> None:
    maya, petra, tomasz = (home.as_(handle) for handle in ("maya", "petra", "tomasz"))
    told = {
        "agreement": str(home.demo.agreements["maya-petra"]),
        "functions": ["Welcomes people", "Keeps the rota"],
        "going_well": "Everybody is greeted by name.",
        "falling_short": "The rota was missed twice in March.",
    }
    path = ok(petra.post("/performance-records", json=told), 201).headers["Location"]
    home.settle()
    assert [one["status"] for one in maya.get("/performance-records").json()] == ["noted"]
    refused(tomasz.get(path), 404, "not-found")

    ok(maya.post(f"{path}/comments", json={"words": "In March I was alone on the rota."}))
    ok(maya.post(f"{path}/showing", json={"entry": maya.get(path).json()["written_version"]}))
    read = ok(tomasz.get(f"{path}/words"), 200).json()["entries"]
    assert [one.get("words") for one in read] == [None, "In March I was alone on the rota."]

    plan = {"steps": "The rota is shared.", "support": "A second name.", "starts": "2026-03-02"}
    ok(petra.post(f"{path}/plans", json=plan | {"ends": "2026-06-01"}))
    home.clock.move(days=90)
    hear_of_the_directory(home)
    ok(petra.post(f"{path}/results", json={"outcome": "met"}))
    ok(maya.post(f"{path}/showing", json={"entry": maya.get(path).json()["written_version"]}))
    ok(petra.post(f"{path}/closing", json={}))
    assert tomasz.get(path).json()["status"] == "shown"
    ok(maya.post(f"{path}/showing", json={"entry": maya.get(path).json()["written_version"]}))

    assert tomasz.get(path).json()["status"] == "closed"
    entries = tomasz.get(f"{path}/words").json()["entries"]
    assert [one["result"]["outcome"] for one in entries if "result" in one] == ["met"]
    for handle in ("sam", "rowan", "dilip", "nora", "wren", "jordan"):
        refused(home.as_(handle).get(path), 404, "not-found")


def test_two_roles_come_together_and_are_weighed_until_both_are_confident_S14(home: Household) -> None:
    maya, sam = home.as_("maya"), home.as_("sam")
    told = {"agreement": str(home.demo.agreements["maya-sam"]), "words": "We sing in the same choir."}
    path = ok(maya.post("/dual-relationships", json=told), 201).headers["Location"]
    asked = [one["code"] for one in maya.get("/dual-relationships/questions").json()]
    answers = [{"question": one, "words": "We thought about it."} for one in asked]

    ok(maya.post(f"{path}/answers", json={"answers": answers, "confident": True}))
    ok(sam.post(f"{path}/answers", json={"answers": answers, "confident": False}))
    refused(sam.post(f"{path}/decisions", json={"going_on": True}), 409, "not-both-confident")
    ok(sam.post(f"{path}/answers", json={"answers": answers, "confident": True}))
    ok(sam.post(f"{path}/decisions", json={"going_on": True, "words": "Until the summer, then again."}))

    assert maya.get(f"{path}/words").json()["decisions"][0]["words"].startswith("Until")
    home.settle()
    assert [one["status"] for one in sam.get("/dual-relationships").json()] == ["decided"]


def test_an_agency_asks_its_workers_and_hears_figures_and_no_voice_K4(
    home: Household, tmp_path: Path
) -> None:
    *people, silent = workers(home, 12)
    people.append("maya")
    path = opened_round(home, items=["K4-04", "K4-23"])
    for number, handle in enumerate(people):
        ok(home.as_(handle).post(f"{path}/answers", json=said(K4_04=5, K4_23=1 + number % 2)))
    taken = backed_up(home.house, tmp_path / "backup")

    home.clock.at = datetime(2026, 3, 24, 15, tzinfo=UTC)
    home.settle()
    home.house.rooms["sessions"].react()
    home.settle()
    hear_of_the_directory(home)

    read = ok(home.as_("dilip").get(f"{path}/figures"), 200).json()
    assert [(one["item"]["code"], one["mean"]) for one in read["figures"]] == [("K4-04", 4.9), ("K4-23", 4.5)]
    assert home.as_("maya").get(path).json()["answered"] is True
    assert home.as_(silent).get(path).json()["answered"] is False
    assert home.house.rooms["sessions"].rebuild(_feedback(home), home.house.bus, lambda _: None) > 0
    assert home.as_("maya").get("/feedback/rounds").json()[0]["status"] == "closed"

    restored(tmp_path / "again", taken)
    with household(tmp_path / "again") as earlier:
        aside = earlier.house.rooms["sessions"].aside
        assert aside
        assert aside.kinds("feedback-answer") == aside.kinds("feedback-respondent") == []


def _feedback(home: Household) -> Any:
    return next(one for one in home.house.rooms["sessions"].views if one.name == "feedback")
