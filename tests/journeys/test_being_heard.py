"""Maya is heard: a difficulty that waits and is answered, a breach, and advice about her role that she saw first (C7, C4, D3, A7)."""

from typing import Any

from tests.edge.given import hear_of_the_directory, refused
from tests.house import Household


def ok(answer: Any, status: int = 204) -> Any:
    assert answer.status_code == status, answer.text
    return answer


def test_a_difficulty_waits_too_long_and_is_answered_and_nobody_else_ever_knew_C7(home: Household) -> None:
    maya, rowan, petra = (home.as_(handle) for handle in ("maya", "rowan", "petra"))
    agreement = home.demo.agreements["maya-petra"]
    told = {"agreement": str(agreement), "about": "difficulty", "words": "Our time goes into the rota."}
    path = ok(maya.post("/difficulties", json=told), 201).headers["Location"]

    home.settle()
    home.clock.move(days=15)
    home.house.rooms["agreements"].react()
    hear_of_the_directory(home)
    assert rowan.get(path).json()["overdue"] is True
    ok(rowan.post(f"{path}/answers", json={"words": "I am late, and sorry. May I speak with Petra?"}))
    assert maya.get(f"{path}/words").json()["answers"][0]["words"].startswith("I am late")
    ok(rowan.post(f"{path}/answers", json={"words": "From June on the rota has an hour of its own."}))
    home.settle()

    assert [one["status"] for one in maya.get("/difficulties?status=answered").json()] == ["answered"]
    refused(petra.get(path), 404, "not-found")
    assert petra.get("/difficulties").json() == []
    assert b"Difficulty" not in petra.get(f"/agreements/{agreement}/history").content


def test_a_breach_goes_past_everybody_to_the_officer_she_chose_and_is_taken_back_C4(home: Household) -> None:
    maya, wren = home.as_("maya"), home.as_("wren")
    told = {
        "agreement": str(home.demo.agreements["maya-petra"]),
        "about": "breach",
        "breach": "old-notes-read",
        "words": "What stands in notes of years ago was quoted to me.",
        "to": home.person("wren"),
    }
    path = ok(maya.post("/difficulties", json=told), 201).headers["Location"]

    assert wren.get(f"{path}/words").json()["breach"] == "old-notes-read"
    ok(wren.post(f"{path}/answers", json={"words": "That must not happen. I shall ask who opened them."}))
    ok(maya.post(f"{path}/withdrawal"))
    refused(wren.post(f"{path}/answers", json={"words": "And?"}), 409, "difficulty-is-withdrawn")
    for handle in ("rowan", "petra", "tomasz", "nora"):
        refused(home.as_(handle).get(path), 404, "not-found")


def test_advice_about_her_role_goes_as_she_saw_it_with_her_own_words_A7(home: Household) -> None:
    sam, maya, petra = (home.as_(handle) for handle in ("sam", "maya", "petra"))
    advice = {
        "role_asks": "Time with people, on their terms.",
        "happens_instead": "Most mornings go into answering telephones.",
        "would_help": "Somebody else on the telephones.",
    }
    agreement = str(home.demo.agreements["maya-sam"])
    told = {"agreement": agreement, "to": home.person("petra"), "advice": advice}
    path = ok(sam.post("/disconnects", json=told), 201).headers["Location"]

    assert maya.get(f"{path}/words").json()["advice"] == advice
    refused(sam.post(f"{path}/sending", json={"version": 1, "additions": 0}), 409, "worker-has-not-seen-it")
    ok(maya.post(f"{path}/acknowledgement", json={"version": 1}))
    milder = advice | {"would_help": "A look together at what the job description says."}
    seen = {"If-Match": sam.get(path).headers["ETag"]}
    ok(sam.put(f"{path}/words", json={"advice": milder}, headers=seen))
    refused(sam.post(f"{path}/sending", json={"version": 2, "additions": 0}), 409, "worker-has-not-seen-it")
    ok(maya.post(f"{path}/additions", json={"version": 2, "words": "It began in the autumn."}))
    refused(petra.get(path), 404, "not-found")
    ok(maya.post(f"{path}/acknowledgement", json={"version": 2}))
    ok(sam.post(f"{path}/sending", json={"version": 2, "additions": 1}))

    read = petra.get(f"{path}/words").json()
    assert (read["advice"], read["additions"][0]["words"]) == (milder, "It began in the autumn.")
    ok(petra.post(f"{path}/answers", json={"words": "Let us look at it, the three of us."}))
    for person in (sam, maya):
        assert person.get(f"{path}/words").json()["answers"][0]["words"].startswith("Let us look")
    assert maya.get(path).json()["status"] == "answered"
