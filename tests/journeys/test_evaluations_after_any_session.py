"""A season of meeting in every way there is: after each, two who were there say what went well, and it stays with those two (S8)."""

from typing import Any

from tests.edge.given import refused
from tests.edge.given_groups import OVERSEERS, circle, done, group, held, later
from tests.edge.sessions import contact, to_come
from tests.house import Household
from tests.keeping.test_exports import export


def said(session: str, of: str, went_well: str, **other: Any) -> dict[str, Any]:
    return {"formative": {"session": session.rpartition("/")[2], "of": of, "went_well": went_well} | other}


def given(home: Household, by: str, body: dict[str, Any]) -> str:
    return str(done(home.as_(by).post("/evaluations", json=body), 201).headers["Location"])


def words(home: Household, handle: str, path: str) -> Any:
    return done(home.as_(handle).get(f"{path}/words"), 200).json()


def test_after_one_to_one_a_group_a_circle_and_a_session_of_three_each_is_evaluated_S8(
    home: Household,
) -> None:
    maya, sam, petra, jordan = (home.person(handle) for handle in ("maya", "sam", "petra", "jordan"))

    alone = contact(home)
    one = given(home, "maya", said(alone, "supervisor", "You let me find my way."))
    assert words(home, "sam", one)["of"] == "supervisor"

    tuesdays = group(home)
    meeting = held(home, tuesdays, "maya", "jordan")
    two = given(home, "sam", said(meeting, "oneself", "I left room for everybody.", to=jordan))
    done(home.as_("jordan").post(f"{two}/additions", json={"words": "You did; next time sooner."}))
    [added] = words(home, "sam", two)["additions"]
    assert (added["by"], added["words"]) == (jordan, "You did; next time sooner.")
    refused(home.as_("maya").get(f"{two}/words"), 404)

    between_us = held(home, circle(home), "maya", "jordan", "sam", by="maya")
    three = given(home, "jordan", said(between_us, "other", "You began with what worked.", to=maya))
    assert words(home, "maya", three)["went_well"] == "You began with what worked."
    refused(home.as_("sam").get(f"{three}/words"), 404)

    together = to_come(home, by="maya", third=petra, format="co-supervision")
    later(home, hours=2)
    done(home.as_("sam").post(f"{together}/holding", json={"minutes": 50, "extent": "full"}))
    four = given(home, "maya", said(together, "other", "You asked what the team needs.", to=petra))
    assert words(home, "petra", four)["went_well"] == "You asked what the team needs."
    five = given(home, "maya", said(together, "worker", "I said it aloud."))
    refused(home.as_("petra").get(f"{five}/words"), 404)

    home.settle()
    mine = [one["id"] for one in home.as_("maya").get("/evaluations").json()]
    assert sorted(mine) == sorted(path.rpartition("/")[2] for path in (one, three, four, five))
    taken = [line["id"] for line in export(home, "maya", "sessions") if line["record"] == "evaluation"]
    assert sorted(taken) == sorted(mine)
    of_group = home.as_("jordan").get("/evaluations", params={"group": tuesdays.rpartition("/")[2]}).json()
    assert [(found["by"], found["to"]) for found in of_group] == [(sam, jordan)]
    for handle in OVERSEERS:
        found = [one["id"] for one in home.as_(handle).get("/evaluations").json()]
        assert found == ([four.rpartition("/")[2]] if handle == "petra" else [])
