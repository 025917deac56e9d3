"""Having a concern erased: by the two; what was disclosed of it is a record of its own; and each is told that the other waits for them (C3, C5)."""

from typing import Any, Final
from uuid import UUID

import pytest

from services.sessions.domain.disclosing import Recipient
from services.sessions.events import RECIPIENT
from shared.identity import PersonId
from tests.edge.concerns import consulted, escalated, responded, told
from tests.edge.given import hear_of_the_directory, refused
from tests.edge.given_groups import done
from tests.edge.test_concerns_covered import covered, take_over
from tests.edge.test_placements import end_placement
from tests.house import START, Household
from tests.keeping.test_erasing_records import YEARS

WORDS: Final = "It was about somebody else."


def over(home: Household, *by: str) -> str:
    """A concern that was closed; who consulted first, and who second."""
    path = told(home)
    if "ines" in by:
        covered(home)
        done(take_over(home))
    done(responded(home, path))
    for one, to in zip(by, ("petra", "tomasz"), strict=False):
        done(escalated(home, path, to=to, by=one))
        done(consulted(home, path, to=to, by=one))
    done(home.as_("sam").post(f"{path}/{'outcome' if by else 'withdrawal'}", json={"words": "Done."}))
    return path


def ordered(
    home: Household,
    record: str,
    kind: str = "concern",
    by: str = "sam",
    reason: str = "never-lawful",
    **other: Any,
) -> Any:
    body = {"record_type": kind, "record": record, "reason": reason, "words": WORDS} | other
    return done(home.as_(by).post("/erasures", json=body), 201)


def disclosures(home: Household, path: str) -> list[str]:
    return [one["disclosure"] for one in home.as_("maya").get(path).json()["consultations"]]


def id_of(path: str) -> str:
    return path.rpartition("/")[2]


def left(home: Household, place: str, by: str = "maya") -> list[str]:
    found: list[str] = home.as_(by).get(place).json()["left"]
    return found


@pytest.mark.parametrize("approved", [False, True], ids=["ordered", "erased"])
def test_whoever_orders_or_reads_it_is_told_what_was_disclosed_and_stays_C3(
    approved: bool, home: Household
) -> None:
    path = over(home, "sam", "sam")
    first, second = disclosures(home, path)

    answer = ordered(home, id_of(path))

    place = answer.headers["Location"]
    assert answer.headers["Left"] == f"{first}, {second}"
    if approved:
        done(home.as_("maya").post(f"{place}/approval"))
        refused(home.as_("maya").get(f"{path}/words"), 410, "erased")
        assert home.as_("petra").get(f"{path}/disclosure").status_code == 200
    assert left(home, place) == left(home, place, "sam") == [first, second]

    other = ordered(home, first, "disclosure").headers["Location"]
    assert left(home, place) == [first, second], "an order alone erases nothing"
    done(home.as_("maya").post(f"{other}/approval"))

    assert left(home, place) == [second]
    refused(home.as_("petra").get(f"{path}/disclosure"), 410, "erased")


def erased(home: Household, record: str, kind: str = "concern") -> None:
    place = ordered(home, record, kind).headers["Location"]
    done(home.as_("maya").post(f"{place}/approval"))


def stated(home: Household, path: str, who: str) -> list[list[str]]:
    """What the worker states, with each disclosure that somebody reads."""
    told = done(home.as_(who).get(f"{path}/disclosure"), 200).json()
    return [[said["words"] for said in one["worker_statements"]] for one in told]


def test_the_worker_goes_on_stating_as_long_as_anything_that_was_disclosed_is_read_C3(
    home: Household,
) -> None:
    path = over(home, "sam", "sam")
    first, second = disclosures(home, path)
    done(home.as_("maya").post(f"{path}/statement", json={"words": "Before."}))
    erased(home, id_of(path))
    history = home.as_("maya").get(f"{path}/history").json()
    again = {"Idempotency-Key": "0f9cf5a6-9f0c-4a34-9d5c-7a3f0c6a9f10"}

    for _ in range(2):
        done(home.as_("maya").post(f"{path}/statement", json={"words": "After."}, headers=again))

    assert stated(home, path, "petra") == stated(home, path, "tomasz") == [["Before.", "After."]]
    assert home.as_("maya").get(f"{path}/history").json() == history, "it lies with what was disclosed alone"
    refused(home.as_("maya").get(f"{path}/words"), 410, "erased")
    refused(home.as_("sam").post(f"{path}/statement", json={"words": "Mine."}), 403, "not-allowed")
    refused(home.as_("petra").post(f"{path}/statement", json={"words": "Mine."}), 404, "not-found")

    erased(home, first, "disclosure")
    done(home.as_("maya").post(f"{path}/statement", json={"words": "Still."}))
    assert stated(home, path, "tomasz") == stated(home, path, "maya") == [["Before.", "After.", "Still."]]

    erased(home, second, "disclosure")
    refused(home.as_("maya").post(f"{path}/statement", json={"words": "To nobody."}), 410, "erased")


def test_what_was_erased_takes_no_more_words_on_what_was_done_out_of_order_C8(home: Household) -> None:
    path = over(home, "sam")
    said = {"step": "consultation", "taken_at": "2026-02-20T14:00:00Z", "words": "Before I was told."}
    done(home.as_("maya").post(f"{path}/steps-out-of-order", json=said))
    erased(home, id_of(path))

    refused(home.as_("maya").post(f"{path}/steps-out-of-order", json=said), 410, "erased")
    assert home.as_("maya").get(path).json()["out_of_order"] == 1


def test_of_what_whoever_covers_disclosed_the_two_are_told_C3(home: Household) -> None:
    path = over(home, "sam", "ines")
    first, second = disclosures(home, path)

    answer = ordered(home, id_of(path))

    assert answer.headers["Left"] == f"{first}, {second}"
    assert left(home, answer.headers["Location"], "maya") == [first, second]
    refused(home.as_("ines").get(answer.headers["Location"]), 404, "not-found")


def test_where_nothing_was_disclosed_nothing_is_left_C3(home: Household) -> None:
    answer = ordered(home, id_of(over(home)))

    assert "Left" not in answer.headers
    assert left(home, answer.headers["Location"]) == []


def days_later(home: Household, days: float) -> None:
    home.clock.move(days=days)
    hear_of_the_directory(home)


@pytest.mark.parametrize("reason", ["never-lawful", "retention-over"])
def test_neither_of_the_two_decides_alone_however_long_they_wait_C5(reason: str, home: Household) -> None:
    path = over(home, "sam")
    days_later(home, YEARS.days + 3)
    place = ordered(home, id_of(path), reason=reason).headers["Location"]
    days_later(home, 400)

    refused(home.as_("sam").post(f"{place}/approval"), 409, "needs-another-person")


def test_the_other_is_told_that_something_waits_and_finds_it_with_the_concern_C5(home: Household) -> None:
    path, sent = over(home, "sam"), list[tuple[str, bool]]()
    people = {str(id): handle for handle, id in home.demo.people.items()}

    def tell(person: PersonId, own: bool) -> Any:
        sent.append((people[str(person)], own))
        return "sent"

    for desk in home.house.rooms["sessions"].desks.values():
        desk.tell = tell
    (disclosure,) = disclosures(home, path)
    assert home.as_("maya").get(path).json()["kept"] == []

    first = ordered(home, id_of(path)).headers["Location"]
    second = ordered(home, disclosure, "disclosure", "maya").headers["Location"]

    assert sent == [("maya", False), ("sam", False)]
    for handle in ("maya", "sam"):
        found = home.as_(handle).get(path).json()["kept"]
        assert found == [
            {"erasure": id_of(first), "record_type": "concern", "record": id_of(path), "status": "ordered"},
            {
                "erasure": id_of(second),
                "record_type": "disclosure",
                "record": disclosure,
                "status": "ordered",
            },
        ]
    end_placement(home, str(START.date()))
    days_later(home, 2)
    sent.clear()
    done(home.as_("maya").post(f"{first}/withdrawal"))
    ordered(home, id_of(path))
    assert sent == [("maya", True)], "where the employer has no say"
    sent.clear()
    done(home.as_("maya").post(f"{first}/withdrawal"))
    ordered(home, id_of(path), by="maya")
    assert sent == [("sam", False)], "whose employer that is not"


def test_the_two_find_with_the_concern_a_hold_on_whatever_came_of_it_C3(home: Household) -> None:
    path = over(home, "sam")
    (disclosure,) = disclosures(home, path)
    name = str(Recipient.id_of(UUID(disclosure)))
    records = [("concern", id_of(path)), ("disclosure", disclosure), (RECIPIENT, name)]
    for kind, record in records:
        hold = {"record_type": kind, "record": record, "words": "A tribunal asked."}
        done(home.as_("sam").post("/holds", json=hold), 201)

    for handle in ("maya", "sam"):
        found = home.as_(handle).get(path).json()["kept"]
        assert [(one["record_type"], one["record"]) for one in found] == records
        assert {one["status"] for one in found} == {"held"}
        before = home.as_(handle).get(f"{path}?as_of=1").json()
        assert before["kept"] == [], "that is of today"


def test_whoever_covers_is_not_told_of_what_the_two_decide_C5(home: Household) -> None:
    path = over(home, "sam", "ines")
    ordered(home, id_of(path))

    assert home.as_("ines").get(path).json()["kept"] == []


def test_the_two_decide_also_of_what_whoever_covers_disclosed_C3(home: Household) -> None:
    path = over(home, "sam", "ines")
    disclosure = disclosures(home, path)[1]
    by_cover = {"record_type": "disclosure", "record": disclosure, "reason": "never-lawful", "words": "Mine."}
    refused(home.as_("ines").post("/erasures", json=by_cover), 404, "not-found")

    place = ordered(home, disclosure, "disclosure", "sam").headers["Location"]

    for handle in ("sam", "maya"):
        (found,) = home.as_(handle).get(path).json()["kept"]
        assert found["erasure"] == id_of(place)
    assert "kept" not in home.as_("ines").get(path).json() or not home.as_("ines").get(path).json()["kept"]
    done(home.as_("maya").post(f"{place}/approval"))
