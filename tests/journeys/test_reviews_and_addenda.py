"""Reviews, addenda and differences over HTTP, and what dates set off in a house that runs (A3)."""

from datetime import date, timedelta
from typing import Any

from tests.edge.given import agreed, drafted, once, refused, sign, status_of, terms
from tests.house import START, Household, wait_for

TODAY = START.date()
TEXT = "In July and August we meet every second week."


def read(home: Household, path: str, handle: str = "maya") -> dict[str, Any]:
    answer = home.as_(handle).get(path)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def added(home: Household, path: str, by: str = "maya", text: str = TEXT) -> str:
    answer = home.as_(by).post(f"{path}/addenda", json={"text": text})
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def sign_addendum(home: Household, addendum: str, by: str) -> Any:
    path, _, number = addendum.rpartition("/")
    one = home.as_(by).get(path).json()[int(number) - 1]
    body = {"digest": one["digest"], "printed_name": by.title(), "meaning": "I agree to this addendum."}
    return home.as_(by).post(f"{addendum}/signatures", json=body)


def named(home: Household, path: str, name: str) -> list[dict[str, Any]]:
    found = [one["fact"] for one in home.as_("maya").get(f"{path}/history").json() if name in one["name"]]
    return list(found)


def test_a_review_is_written_down_shown_and_its_reason_read_by_the_parties_alone_A3(
    shared_home: Household,
) -> None:
    home = shared_home
    path = agreed(home, starts="2026-01-05", review_dates=["2026-03-01", "2026-06-01"])
    body = {"held_on": str(TODAY), "outcome": "renegotiate", "words": "Three days a week now."}
    assert home.as_("sam").post(f"{path}/reviews", json=body).status_code == 204

    shown = read(home, path)
    assert shown["reviews"] == [{"held_on": str(TODAY), "by": home.person("sam"), "outcome": "renegotiate"}]
    assert shown["review_due"] == "2026-06-01"
    assert status_of(home, path) == "in-force", "people negotiate anew, a review does not"
    words = home.as_("maya").get(f"{path}/words").json()
    assert [(one["done"], one["words"]) for one in words] == [("AgreementReviewed", body["words"])]
    overseen = read(home, path, "petra")
    assert overseen["reviews"] == [{"held_on": str(TODAY)}]
    assert home.as_("petra").get(f"{path}/words").status_code == 403


def test_a_review_of_tomorrow_and_a_second_of_today_are_refused_A3(shared_home: Household) -> None:
    home, path = shared_home, agreed(shared_home)
    tomorrow = {"held_on": str(TODAY + timedelta(days=1)), "outcome": "continue"}
    told = refused(home.as_("maya").post(f"{path}/reviews", json=tomorrow), 422, "review-out-of-time")
    assert told["fields"][0]["field"] == "held_on"
    today = {"held_on": str(TODAY), "outcome": "continue"}
    assert home.as_("maya").post(f"{path}/reviews", json=today).status_code == 204
    refused(home.as_("sam").post(f"{path}/reviews", json=today), 409, "reviewed-that-day")


def test_an_addendum_is_read_signed_by_both_and_holds_A3(shared_home: Household) -> None:
    home, path = shared_home, agreed(shared_home)
    addendum = added(home, path)
    assert addendum == f"{path}/addenda/1"
    (one,) = home.as_("sam").get(f"{path}/addenda").json()
    assert (one["text"], one["standing"], one["signatures"]) == (TEXT, "open", [])

    assert sign_addendum(home, addendum, "sam").status_code == 204
    refused(sign_addendum(home, addendum, "sam"), 409, "already-signed")
    assert sign_addendum(home, addendum, "maya").status_code == 204

    (one,) = home.as_("maya").get(f"{path}/addenda").json()
    assert one["standing"] == "in-force"
    assert [(s["by"], s["printed_name"]) for s in one["signatures"]] == [
        (home.person("sam"), "Sam"),
        (home.person("maya"), "Maya"),
    ]
    assert read(home, path)["terms_version"] == 1
    refused(home.as_("maya").post(f"{addendum}/withdrawal"), 409, "addendum-not-open")


def test_an_addendum_sent_twice_is_one_A3(shared_home: Household) -> None:
    home, path, key = shared_home, agreed(shared_home), once()
    first, second = (
        home.as_("maya").post(f"{path}/addenda", json={"text": TEXT}, headers=key) for _ in range(2)
    )
    assert (first.status_code, first.headers["Location"]) == (second.status_code, second.headers["Location"])
    assert len(home.as_("maya").get(f"{path}/addenda").json()) == 1


def test_an_addendum_is_withdrawn_and_goes_with_its_terms_A3(shared_home: Household) -> None:
    home, path = shared_home, agreed(shared_home)
    withdrawn, holds = added(home, path), added(home, path, "sam", "We take turns to write.")
    assert home.as_("sam").post(f"{withdrawn}/withdrawal").status_code == 204
    for by in ("maya", "sam"):
        assert sign_addendum(home, holds, by).status_code == 204
    anew = {"why": "duties", "terms": terms(home, session_minutes=45)}
    assert home.as_("maya").post(f"{path}/renegotiations", json=anew).status_code == 204
    assert [one["standing"] for one in home.as_("maya").get(f"{path}/addenda").json()] == [
        "withdrawn",
        "in-force",
    ]
    for by in ("maya", "sam"):
        assert sign(home, path, by).status_code == 204
    assert [one["standing"] for one in home.as_("maya").get(f"{path}/addenda").json()] == [
        "withdrawn",
        "earlier",
    ]


def test_nothing_is_opened_and_nothing_accounted_where_there_is_nothing_to_read(
    shared_home: Household,
) -> None:
    home, path = shared_home, agreed(shared_home)
    before = len(home.house.rooms["agreements"].store.read(0, 100_000))
    assert home.as_("maya").get(f"{path}/addenda").json() == []
    assert home.as_("maya").get(f"{path}/words").json() == []
    assert len(home.house.rooms["agreements"].store.read(0, 100_000)) == before


def test_the_difference_names_what_changed_and_nothing_else_A3(shared_home: Household) -> None:
    home, path = shared_home, agreed(shared_home)
    anew = terms(
        home, session_minutes=45, place="The room with the window", cancelling=None, ends="2026-12-31"
    )
    body = {"why": "workplace", "terms": anew | {"cancelling": "An hour before."}}
    assert home.as_("sam").post(f"{path}/renegotiations", json=body).status_code == 204

    told = read(home, f"{path}/terms/difference")
    assert (told["from_version"], told["to_version"]) == (1, 2)
    assert {one["term"]: (one.get("before"), one.get("after")) for one in told["changed"]} == {
        "ends": (None, "2026-12-31"),
        "session_minutes": (60, 45),
        "place": ("The quiet room", "The room with the window"),
        "cancelling": ("The day before, with two other times.", "An hour before."),
    }
    back = read(home, f"{path}/terms/difference?from=2&to=1", "sam")
    assert [one.get("after") for one in back["changed"]] == [one.get("before") for one in told["changed"]]
    assert read(home, f"{path}/terms/difference?from=1&to=1")["changed"] == []
    refused(home.as_("maya").get(f"{path}/terms/difference?to=3"), 404, "not-found")
    refused(home.as_("petra").get(f"{path}/terms/difference"), 403, "not-allowed")


def test_reading_a_difference_is_one_opening_that_names_both_versions_terms_C1(
    shared_home: Household,
) -> None:
    home, path = shared_home, drafted(shared_home)
    before = len(home.house.rooms["agreements"].store.read(0, 100_000))
    read(home, f"{path}/terms/difference?from=1&to=1")
    log = home.house.rooms["agreements"].store.read(0, 100_000)[before:]
    assert [b'"name":"access.ContentOpened"' in stored for _, stored in log] == [True]


def test_what_is_due_is_said_once_each_as_days_go_by_A3(home: Household) -> None:
    path = agreed(home, starts="2026-03-02", ends="2026-07-31", review_dates=["2026-06-01"])
    left = drafted(home)
    assert read(home, path)["review_due"] == "2026-06-01"
    for move, stages, ends, unsigned in (
        (13, [], 0, 0),
        (2, [], 0, 1),
        (46, ["30-days"], 0, 1),
        (23, ["30-days", "7-days"], 0, 1),
        (9, ["30-days", "7-days", "overdue"], 0, 1),
        (30, ["30-days", "7-days", "overdue"], 1, 1),
    ):
        home.clock.move(days=move)
        room = home.house.rooms["agreements"]
        wait_for(lambda room=room: room.react() == 0 and room.caught_up())
        assert [one["stage"] for one in named(home, path, "ReviewDueNoted")] == stages
        assert len(named(home, path, "ExpiryNearNoted")) == ends
        assert len(named(home, left, "LongUnsignedNoted")) == unsigned


def listed(home: Household, handle: str, before: date | str) -> list[str]:
    answer = home.as_(handle).get(f"/agreements?review_due_before={before}")
    assert answer.status_code == 200, answer.text
    return [f"/agreements/{one['id']}" for one in answer.json()]


def test_reviews_that_are_due_before_a_day_are_listed_to_whom_they_concern_C5(home: Household) -> None:
    path = agreed(home, starts="2026-03-02", review_dates=["2026-03-20", "2026-06-01"])
    home.settle()
    assert path in listed(home, "maya", "2026-03-21")
    assert path in listed(home, "petra", "2026-03-21"), "that it is reviewed is what a line manager sees"
    assert path not in listed(home, "maya", "2026-03-20")
    assert path not in listed(home, "jordan", "2026-03-21")
    assert path not in listed(home, "ines", "2026-03-21")

    answer = home.as_("maya").post(f"{path}/reviews", json={"held_on": str(TODAY), "outcome": "continue"})
    at_least = {"At-Least": answer.headers["Position"]}
    shown = home.as_("maya").get("/agreements?review_due_before=2026-12-31", headers=at_least).json()
    assert {one["review_due"] for one in shown if f"/agreements/{one['id']}" == path} == {"2026-06-01"}
    refused(home.as_("maya").get("/agreements?review_due_before=soon"), 422, "invalid")
