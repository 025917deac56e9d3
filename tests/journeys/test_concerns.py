"""Two concerns: one that the worker takes forward themselves, and one that has to be escalated (C1, C2, C3)."""

from typing import Any

from tests.edge.concerns import names
from tests.edge.given import hear_of_the_directory, refused
from tests.house import Household


def ok(answer: Any, status: int = 204) -> Any:
    assert answer.status_code == status, answer.text
    return answer


def test_the_worker_takes_it_to_the_line_manager_and_nobody_learned_more_than_they_told_C2(
    home: Household,
) -> None:
    maya, sam, petra = (home.as_(handle) for handle in ("maya", "sam", "petra"))
    agreement = str(home.demo.agreements["maya-sam"])
    ground = {"ground": "duty-of-care", "why_serious": "Somebody could have been hurt."}
    drafted = {"agreement": agreement, "grounds": [ground], "words": "I am not sure of this yet."}
    draft = ok(sam.post("/concern-drafts", json=drafted), 201).headers["Location"]
    refused(maya.get(draft), 404, "not-found")
    assert maya.get("/concerns").json() == []

    told = {
        "agreement": agreement,
        "grounds": [ground],
        "words": "Twice you drove somebody home in your own car.",
        "how": "message",
        "answer_hours": 48,
        "agreed": True,
        "draft": draft.rpartition("/")[2],
    }
    path = ok(sam.post("/concerns", json=told), 201).headers["Location"]
    refused(sam.get(draft), 404, "not-found")
    home.settle()
    (waits,) = maya.get("/concerns").json()
    assert (waits["part"], waits["status"]) == ("worker", "informed")
    assert maya.get(path).json()["clock"]["counts_as_seen_at"] == "2026-03-05T15:00:00Z"
    home.clock.move(hours=5)
    ok(maya.post(f"{path}/seen"))
    assert maya.get(path).json()["clock"]["answer_by"] == "2026-03-04T20:00:00Z"
    assert maya.get(f"{path}/words").json()["words"].startswith("Twice you drove")
    hear_of_the_directory(home)

    ok(maya.post(f"{path}/response", json={"answer": "line-manager"}))
    home.settle()
    (asked,) = petra.get("/concerns").json()
    assert asked == {
        "id": path.rpartition("/")[2],
        "part": "named-manager",
        "worker": home.person("maya"),
        "said_at": "2026-03-02T20:00:00Z",
    }
    ok(petra.post(f"{path}/confirmation"))
    home.clock.move(days=30)
    hear_of_the_directory(home)
    home.house.rooms["sessions"].react()
    ok(sam.post(f"{path}/outcome", json={"words": "Maya and Petra agreed on a taxi."}))

    assert names(home, path) == [
        *("ConcernNoticeGiven", "NoticeSeen", "TakenToLineManager", "LineManagerConfirmed", "ConcernClosed"),
    ]
    assert maya.get(f"{path}/disclosure").json() == []
    assert b"Twice" not in petra.get(path).content + petra.get(f"{path}/history").content


def test_the_worker_lets_the_time_pass_objects_and_another_is_consulted_on_the_words_she_knew_C2(
    home: Household,
) -> None:
    maya, sam, petra, tomasz = (home.as_(handle) for handle in ("maya", "sam", "petra", "tomasz"))
    told = {
        "agreement": str(home.demo.agreements["maya-sam"]),
        "grounds": [{"ground": "safety", "why_serious": "It may happen again on Friday."}],
        "words": "You told me that you stay on shift alone at night.",
        "how": "in-person",
        "answer_hours": 24,
    }
    path = ok(sam.post("/concerns", json=told), 201).headers["Location"]
    ok(maya.post(f"{path}/statement", json={"words": "The rota leaves me no choice."}))
    refused(sam.post(f"{path}/outcome", json={"words": "No."}), 409, "nothing-came-of-it-yet")

    home.clock.move(hours=24, minutes=1)  # what is recorded in time may lie in the log a minute later
    hear_of_the_directory(home)
    home.house.rooms["sessions"].react()
    assert maya.get(path).json()["status"] == "time-passed"
    refused(petra.get(f"{path}/disclosure"), 404, "not-found")

    statement = "A worker has been alone on night shifts three times."
    first = {"to": home.person("petra"), "name": "Petra Lindqvist", "statement": statement, "how": "call"}
    ok(sam.post(f"{path}/escalation-notice", json=first))
    ok(maya.post(f"{path}/objection", json={"notice": 1, "words": "She writes the rota."}))
    stale = {"to": home.person("petra"), "statement_digest": sam.get(path).json()["notices"][0]["digest"]}
    refused(sam.post(f"{path}/consultation", json=stale), 409, "worker-has-objected")
    assert sam.get(f"{path}/next-to-consult").json()["person"] == home.person("tomasz")
    second = first | {"to": home.person("tomasz"), "name": "Tomasz Wilk"}
    ok(sam.post(f"{path}/escalation-notice", json=second))
    notice = maya.get(f"{path}/words").json()["notices"][1]
    assert (notice["name"], notice["statement"]) == ("Tomasz Wilk", statement)

    sent = {"to": home.person("tomasz"), "statement_digest": notice["digest"]}
    ok(sam.post(f"{path}/consultation", json=sent))
    (read,) = tomasz.get(f"{path}/disclosure").json()
    assert (read["statement"], read["grounds"]) == (statement, ["safety"])
    assert [one["words"] for one in read["worker_statements"]] == ["The rota leaves me no choice."]
    refused(petra.get(f"{path}/disclosure"), 404, "not-found")
    refused(tomasz.get(path), 404, "not-found")
    ok(sam.post(f"{path}/outcome", json={"words": "Nobody is alone at night from April on."}))

    home.settle()
    (consulted,) = maya.get(path).json()["consultations"]
    assert (consulted["to"], consulted["consulted"]) == (home.person("tomasz"), "alternate")
    assert consulted["opened_at"] == ["2026-03-03T15:01:00Z"]
    (named,) = maya.get(f"{path}/recipients").json()
    assert named["name"] == "Tomasz Wilk"
    steps = [*("ConcernNoticeGiven", "StatementAdded", "AnswerTimePassed", "EscalationNoticeGiven")]
    steps += ["WorkerObjected", "EscalationNoticeGiven", "ManagerConsulted", "ConcernClosed"]
    assert names(home, path) == steps
