"""A season of Maya's: what she writes for herself, what she shows of it, and what others say of her work (S7, S8, S13)."""

from typing import Any

from tests.edge.given import refused
from tests.edge.sessions import contact, done
from tests.house import Household


def test_what_begins_in_a_diary_becomes_a_goal_and_a_portfolio_at_her_own_will_S7(home: Household) -> None:
    maya, sam = home.as_("maya"), home.as_("sam")
    prompt = next(one for one in maya.get("/diary/prompts").json() if one["code"] == "K27-10")
    entry = {"title": prompt["text"], "prompts": ["K27-10"], "text": "I fixed. I did not ask first."}
    path = done(maya.post("/diary", json=entry), 201).headers["Location"]
    private = {"text": "I was angry with Sam. It is about me."}
    angry = done(maya.post("/diary", json=private), 201).headers["Location"]

    agreement = str(home.demo.agreements["maya-sam"])
    answers = {
        "change": "Ask before I offer.",
        "sign": "They talk first.",
        "support": "Practise it with Sam.",
    }
    goal = done(maya.post("/goals", json={"agreement": agreement} | answers), 201).headers["Location"]
    assert sam.get(f"{goal}/words").json()["answers"] == answers
    session = contact(home)
    said = {"session": session.rpartition("/")[2], "of": "worker", "went_well": "You waited, twice."}
    evaluation = done(sam.post("/evaluations", json={"formative": said}), 201).headers["Location"]
    done(maya.post(f"{evaluation}/additions", json={"words": "I noticed it too."}))
    done(sam.post(f"{goal}/progress", json={"words": "Twice in one session."}))

    copied = {"entry": path.rpartition("/")[2], "competencies": ["K7-63"]}
    piece = done(maya.post("/diary/portfolio", json=copied), 201).headers["Location"]
    told = {"title": "From fixing to asking", "competencies": ["K7-63", "K7-12"], "text": "I ask first now."}
    done(maya.put(piece, json=told, headers={"If-Match": '"1"'}))
    done(maya.delete(angry, headers={"If-Match": '"1"'}))
    file = maya.get("/diary/portfolio/export").text
    assert "From fixing to asking" in file
    assert "I fixed" not in file
    refused(maya.get(angry), 410, "erased")
    assert "angry" not in maya.get("/diary/export").text

    home.clock.move(days=30)
    done(maya.post(f"{goal}/ending", json={"outcome": "achieved"}))
    home.settle()
    assert [one["status"] for one in sam.get("/goals").json()] == ["ended"]
    for handle in ("sam", "petra", "tomasz", "nora", "rowan"):
        assert home.as_(handle).get("/diary").json() == []
        refused(home.as_(handle).get(path), 404)


def test_a_period_is_evaluated_and_maya_has_the_first_look_and_a_word_of_her_own_S13(home: Household) -> None:
    maya, petra, tomasz = (home.as_(handle) for handle in ("maya", "petra", "tomasz"))

    def words(asked: Any, path: str) -> Any:
        return asked.get(f"{path}/words").json()

    told = {
        "agreement": str(home.demo.agreements["maya-petra"]),
        "starts": "2025-11-01",
        "ends": "2026-02-28",
        "rated": [
            {"competency": "K7-12", "rating": "strong"},
            {"function": "Keeps hours", "rating": "not-yet"},
        ],
        "overall": "A good season; hours are written down late.",
    }
    path = done(petra.post("/evaluations", json={"summative": told}), 201).headers["Location"]
    home.settle()
    assert tomasz.get("/evaluations").json() == []
    refused(tomasz.get(path), 404)

    assert [one["rating"] for one in words(maya, path)["rated"]] == ["strong", "not-yet"]
    done(maya.post(f"{path}/additions", json={"words": "The tablet was away for five weeks."}))
    done(maya.post(f"{path}/showing", json={"entry": maya.get(path).json()["last_said"]}))
    home.settle()

    assert [one["id"] for one in tomasz.get("/evaluations").json()] == [path.rpartition("/")[2]]
    assert [one["words"] for one in words(tomasz, path)["additions"]] == [
        "The tablet was away for five weeks."
    ]
    done(petra.post(f"{path}/additions", json={"words": "I did not know that. It changes my view."}))
    assert len(words(tomasz, path)["additions"]) == 1, "not before Maya has seen it"
    done(petra.post(f"{path}/showing", json={"entry": petra.get(path).json()["last_said"]}))
    assert len(words(tomasz, path)["additions"]) == 2
    home.settle()
    assert {one["relation"] for one in maya.get(f"{path}/accesses").json()} == {"worker", "hr"}
