"""Corrections of what was held over HTTP: lists, overseers and what is overdue follow them (S2, S6, A6, C5)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any, Final

import pytest

from services.sessions.domain.session import Session
from services.sessions.events import AttendanceSigned, Became, Modality, SessionCorrected
from shared.identity import Acting
from tests.edge.given import agreed, fields_of, hear_of_the_directory, refused
from tests.edge.sessions import contact, done, name, outline, to_come, told
from tests.edge.test_rhythm import OVERDUE, TEN_IN_TORONTO, it_is
from tests.house import Household
from tests.sessions.held import id_of, noted

HELD: Final[dict[str, Any]] = {"minutes": 55, "extent": "full"}


def held(home: Household) -> str:
    path = to_come(home)
    home.clock.move(hours=2)
    done(home.as_("sam").post(f"{path}/holding", json=HELD))
    return path


def correct(home: Household, path: str, handle: str = "maya", **body: Any) -> Any:
    return home.as_(handle).post(f"{path}/holding/corrections", json={"became": "held"} | body)


def test_the_two_see_what_was_recorded_before_with_the_signatures_given_to_it_S6(home: Household) -> None:
    path = held(home)
    done(home.as_("sam").post(f"{path}/signatures", json=name(of="attendance")))
    done(correct(home, path, minutes=20, extent="partial"))
    done(home.as_("sam").post(f"{path}/signatures", json=name(of="attendance")))
    hear_of_the_directory(home)

    seen = home.as_("sam").get(path).json()
    assert (seen["minutes"], seen["extent"]) == (20, "partial")
    [before] = seen["corrections"]
    assert before["by"] == home.person("maya")
    assert (before["status"], before["minutes"], before["extent"]) == ("held", 55, "full")
    assert [one["as_recorded_now"] for one in seen["attendance"]] == [False, True]
    overseen = home.as_("nora").get(path).json()
    assert (overseen["minutes"], "corrections" in overseen) == (20, False)
    [fact] = [
        one["fact"] for one in home.as_("nora").get(f"{path}/history").json() if "became" in one["fact"]
    ]
    assert set(fact) == {"became", "starts", "minutes", "modality", "extent"}


def test_lists_follow_what_is_recorded_now_S2(home: Household) -> None:
    path = held(home)
    done(home.as_("maya").post(f"{path}/signatures", json=name(of="attendance")))
    done(correct(home, path, "sam", became="missed", who=home.person("maya")))
    hear_of_the_directory(home)

    for handle in ("maya", "nora"):
        assert home.as_(handle).get("/sessions?status=held").json() == []
        [row] = home.as_(handle).get("/sessions?status=missed").json()
        assert (row["missed_by"], row["attendance"]) == (home.person("maya"), [])
    refused(home.as_("sam").post(f"{path}/record", json=outline(home)), 409, "not-held")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"became": "moved"}, "became"),
        ({"became": "cancelled"}, "told_at"),
        ({"became": "cancelled", "minutes": 20}, "minutes"),
        ({"became": "held", "told_at": "2026-03-02T15:00:00Z"}, "told_at"),
        ({"became": "missed"}, "who"),
        ({"became": "missed", "minutes": 20}, "minutes"),
        ({"became": "held", "who": "sam"}, "who"),
        ({"became": "held", "minutes": 0}, "minutes"),
        ({"became": "held", "starts": "2026-03-02T23:00:00Z"}, "starts"),
    ],
    ids=str,
)
def test_an_unfit_correction_is_told_by_its_field_S2(home: Household, body: Any, field: str) -> None:
    path = held(home)
    sent = body | ({"who": home.person("sam")} if "who" in body else {})

    assert field in fields_of(refused(correct(home, path, **sent), 422))


def test_what_nobody_had_scheduled_or_is_written_down_was_not_missed_S2(home: Household) -> None:
    met = contact(home)
    missed = {"became": "missed", "who": home.person("sam")}
    refused(correct(home, met, **missed), 409, "recorded-as-held")
    done(correct(home, met, minutes=10))
    refused(correct(home, met, minutes=10), 409, "nothing-to-correct")


def test_what_is_overdue_follows_a_correction_A6(home: Household) -> None:
    agreement = agreed(home)
    home.settle()
    body = {"agreement": str(id_of(agreement)), "starts": told(TEN_IN_TORONTO)}
    path = done(home.as_("sam").post("/sessions", json=body), 201).headers["Location"]
    it_is(home, TEN_IN_TORONTO)
    done(home.as_("sam").post(f"{path}/holding", json=HELD))
    it_is(home, TEN_IN_TORONTO + timedelta(days=1))
    assert noted(home, OVERDUE, agreement) == []

    done(correct(home, path, became="missed", who=home.person("sam")))
    it_is(home, TEN_IN_TORONTO + timedelta(days=2))
    assert [one["due_on"] for one in noted(home, OVERDUE, agreement)] == ["2026-03-03"]
    assert str(id_of(agreement)) in home.as_("maya").get("/sessions/overdue").text

    done(correct(home, path, **HELD))
    home.settle()
    assert str(id_of(agreement)) not in home.as_("maya").get("/sessions/overdue").text


SET_AND_HELD: Final[dict[str, Any]] = {"minutes": 15, "extent": "partial", "modality": "telephone"}


def test_corrected_to_missed_it_comes_as_it_was_set_S2(home: Household) -> None:
    path = to_come(home)
    home.clock.move(hours=2)
    done(home.as_("sam").post(f"{path}/holding", json=SET_AND_HELD))
    done(correct(home, path, became="missed", who=home.person("sam")))
    hear_of_the_directory(home)

    [row] = home.as_("maya").get("/sessions?status=missed").json()
    past = home.as_("nora").get(f"{path}/history").json()[-1]["fact"]
    for told_so in (home.as_("maya").get(path).json(), row, past):
        assert (told_so["minutes"], told_so["modality"]) == (60, "face-to-face")


def test_what_was_recorded_as_missed_in_the_way_it_was_held_is_listed_as_it_was_set_S2(
    home: Household,
) -> None:
    path = to_come(home)
    moved = {"starts": told(home.clock() + timedelta(hours=1)), "minutes": 45, "modality": "video"}
    done(home.as_("sam").put(f"{path}/schedule", json=moved, headers={"If-Match": '"1"'}))
    home.clock.move(hours=2)
    done(home.as_("sam").post(f"{path}/holding", json=SET_AND_HELD))
    store = home.house.rooms["sessions"].store
    session = store.get(Session, id_of(path))
    fact = SessionCorrected(
        by=session.worker,
        became=Became.MISSED,
        starts=session.starts,
        minutes=15,
        modality=Modality.TELEPHONE,
        who=session.worker,
    )
    session.record(fact)
    store.append(session, Acting(actor=session.worker, client="test"))
    home.settle()

    [row] = home.as_("maya").get("/sessions?status=missed").json()
    for told_so in (home.as_("maya").get(path).json(), row):
        assert (told_so["minutes"], told_so["modality"]) == (45, "video")


def test_what_was_called_off_by_mistake_is_set_right_for_everybody_S2(home: Household) -> None:
    path, now = to_come(home), told(home.clock())
    done(home.as_("sam").post(f"{path}/cancellation", json={"told_at": now}))
    off = {"became": "cancelled", "by": home.person("maya")}
    done(correct(home, path, **off))
    refused(correct(home, path, **off), 409, "nothing-to-correct")
    hear_of_the_directory(home)

    [before] = home.as_("maya").get(path).json()["corrections"]
    assert (before["status"], before["cancelled_by"], before["told_at"]) == (
        *("cancelled", home.person("sam")),
        now,
    )
    for handle in ("sam", "nora"):
        [row] = home.as_(handle).get("/sessions?status=cancelled").json()
        for told_so in (row, home.as_(handle).get(path).json()):
            assert (told_so["cancelled_by"], told_so["told_at"]) == (home.person("maya"), now)
    last = home.as_("nora").get(f"{path}/history").json()[-1]
    assert (last["name"], last["by"]) == ("sessions.SessionCorrectedAsCancelled", None)
    assert set(last["fact"]) == {"starts", "minutes", "modality", "called_off_by", "told_at"}

    home.clock.move(hours=2)
    done(correct(home, path, **HELD))
    hear_of_the_directory(home)
    for handle in ("sam", "nora"):
        [row] = home.as_(handle).get("/sessions?status=held").json()
        for told_so in (row, home.as_(handle).get(path).json()):
            assert "cancelled_by" not in told_so
            assert "told_at" not in told_so


def test_contact_that_did_not_take_place_counts_no_more_S2(home: Household) -> None:
    path = contact(home)
    done(home.as_("maya").post(f"{path}/signatures", json=name(of="attendance")))
    problem = refused(correct(home, path, became="cancelled", by=home.person("sam")), 422, "held-or-missed")
    assert fields_of(problem) == {"by"}
    done(correct(home, path, became="cancelled"))
    hear_of_the_directory(home)

    for handle in ("sam", "nora"):
        [row] = home.as_(handle).get("/sessions?status=cancelled").json()
        assert row["attendance"] == []
        for told_so in (row, home.as_(handle).get(path).json()):
            assert {"cancelled_by", "told_at", "missed_by"}.isdisjoint(told_so)
    refused(home.as_("sam").post(f"{path}/record", json=outline(home)), 409, "not-held")
    written = contact(home)
    done(home.as_("sam").post(f"{written}/record", json=outline(home)), 201)
    refused(correct(home, written, became="cancelled"), 409, "recorded-as-held")


def test_contact_of_one_time_is_recorded_once_and_anew_where_that_was_wrong_S2(home: Household) -> None:
    at = home.clock() - timedelta(hours=3)

    def record(by: str, **later: int) -> Any:
        held = {"starts": told(at + timedelta(**later)), "minutes": 20}
        body = {"agreement": str(home.demo.agreements["maya-sam"]), "held": held}
        return home.as_(by).post("/sessions", json=body)

    first = done(record("maya"), 201).headers["Location"]
    refused(record("sam"), 409, "contact-recorded-already")
    other = done(record("sam", minutes=1), 201).headers["Location"]
    home.settle()
    refused(correct(home, other, starts=told(at)), 409, "contact-recorded-already")

    done(correct(home, first, starts=told(at + timedelta(minutes=5))))
    refused(record("sam", minutes=5), 409, "contact-recorded-already")
    again = done(record("sam"), 201).headers["Location"]
    done(correct(home, again, became="cancelled"))
    done(record("maya"), 201)
    refused(record("sam"), 409, "contact-recorded-already")
    refused(correct(home, again), 409, "contact-recorded-already")


def test_of_two_who_record_the_same_contact_at_once_one_does_S2(home: Household) -> None:
    held = {"starts": told(home.clock() - timedelta(hours=3)), "minutes": 20}
    body = {"agreement": str(home.demo.agreements["maya-sam"]), "held": held}

    def record(handle: str) -> int:
        return int(home.as_(handle).post("/sessions", json=body).status_code)

    with ThreadPoolExecutor(4) as pool:
        answers = sorted(pool.map(record, ["maya", "sam"] * 2))

    assert answers == [201, 409, 409, 409]


def test_what_is_overdue_follows_contact_that_did_not_take_place_A6(home: Household) -> None:
    agreement = agreed(home)
    it_is(home, TEN_IN_TORONTO)
    held = {"starts": told(TEN_IN_TORONTO), "minutes": 20}
    body = {"agreement": str(id_of(agreement)), "held": held}
    path = done(home.as_("sam").post("/sessions", json=body), 201).headers["Location"]
    it_is(home, TEN_IN_TORONTO + timedelta(days=1))
    assert noted(home, OVERDUE, agreement) == []

    done(correct(home, path, became="cancelled"))
    it_is(home, TEN_IN_TORONTO + timedelta(days=2))

    assert [one["due_on"] for one in noted(home, OVERDUE, agreement)] == ["2026-03-03"]


def test_how_practice_was_looked_at_is_corrected_without_a_trace_in_what_overseers_see_S1(
    home: Household,
) -> None:
    path = held(home)
    done(home.as_("sam").post(f"{path}/signatures", json=name(of="attendance")))
    hear_of_the_directory(home)

    def seen() -> list[Any]:
        home.settle()
        nora = home.as_("nora")
        return [nora.get(f"{path}{one}").json() for one in ("", "/history", "?as_of=99")] + [
            nora.get("/sessions").json()
        ]

    before = seen()
    assert before[-1][-1]["attendance"] == [home.person("sam")]
    done(correct(home, path, methods=["recording"]))
    assert seen() == before
    [signed] = home.as_("sam").get(path).json()["attendance"]
    assert signed["as_recorded_now"]
    done(correct(home, path, minutes=20))
    assert [one["version"] for one in home.as_("nora").get(f"{path}/history").json()] == [1, 2, 3, 4]


def test_who_signed_anew_after_methods_alone_were_corrected_is_listed_once_S6(home: Household) -> None:
    path = held(home)
    store = home.house.rooms["sessions"].store
    for _ in range(2):
        session = store.get(Session, id_of(path))
        session.record(AttendanceSigned(by=session.worker, printed_name="As printed", meaning="I was there."))
        store.append(session, Acting(actor=session.worker, client="test"))
        done(correct(home, path, methods=["recording"] if len(session.attendance) == 1 else []))
    home.settle()

    [row] = home.as_("maya").get("/sessions?status=held").json()
    assert row["attendance"] == [home.person("maya")]
