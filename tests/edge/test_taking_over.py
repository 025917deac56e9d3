"""Sessions over HTTP while somebody covers: held by who took them over, and by nobody else (A4, C1, C5)."""

from datetime import timedelta
from itertools import count
from typing import Any

from tests.edge.given import agreed, fields_of, hear_of_the_directory, refused
from tests.edge.sessions import done, name, outline, to_come, told
from tests.edge.test_rhythm import OVERDUE, TEN_IN_TORONTO, it_is
from tests.house import START, Household
from tests.sessions.held import id_of, noted

TODAY = START.date()


def covered(home: Household, agreement: str = "", *, first: int = 0, last: int = 3) -> str:
    """Ines covers for Sam, from so many days on; where the cover lies."""
    days = {
        "starts": str(TODAY + timedelta(days=first)),
        "ends": str(TODAY + timedelta(days=last)),
    }
    named = {"person": home.person("ines")} | days
    path = agreement or f"/agreements/{home.demo.agreements['maya-sam']}"
    answer = done(home.as_("sam").post(f"{path}/covers", json=named), 201)
    home.settle()
    return str(answer.headers["Location"])


def listed(home: Household, by: str, **asked: str) -> list[str]:
    home.settle()
    answer = done(home.as_(by).get("/sessions", params=asked), 200)
    return [f"/sessions/{one['id']}" for one in answer.json()]


def test_a_session_is_taken_over_held_signed_and_written_by_who_covers_A4(home: Household) -> None:
    path = to_come(home)
    covered(home)
    refused(home.as_("ines").post(f"{path}/holding", json={"minutes": 50, "extent": "full"}), 403)
    done(home.as_("ines").post(f"{path}/taking-over"))

    seen = home.as_("maya").get(path).json()
    assert seen["supervisor"] == home.person("ines")
    home.clock.move(hours=2)
    hear_of_the_directory(home)
    refused(home.as_("sam").post(f"{path}/holding", json={"minutes": 50, "extent": "full"}), 403)
    done(home.as_("ines").post(f"{path}/holding", json={"minutes": 50, "extent": "full"}))
    record = outline(home, present=[home.person("maya"), home.person("ines")], actions=[])
    refused(home.as_("sam").post(f"{path}/record", json=record), 403)
    done(home.as_("ines").post(f"{path}/record", json=record), 201)
    for handle in ("maya", "ines"):
        done(home.as_(handle).post(f"{path}/signatures", json=name(of="attendance")))

    refused(home.as_("sam").get(f"{path}/record"), 403)
    assert done(home.as_("ines").get(f"{path}/record"), 200).json()["record"]["present"] == record["present"]
    home.settle()
    [row] = [one for one in home.as_("nora").get("/sessions").json() if f"/sessions/{one['id']}" == path]
    assert row["supervisor"] == home.person("ines")
    assert set(row["attendance"]) == {home.person("maya"), home.person("ines")}
    past = home.as_("nora").get(f"{path}/history").json()
    assert [one["fact"] for one in past if one["name"] == "sessions.SessionTakenOver"] == [
        {"by": home.person("ines"), "instead_of": home.person("sam")}
    ]


def test_lists_by_supervisor_follow_who_holds_it_A4(home: Household) -> None:
    path = to_come(home)
    covered(home)
    done(home.as_("ines").post(f"{path}/taking-over"))

    assert path in listed(home, "ines", supervisor=home.person("ines"))
    assert path in listed(home, "maya", supervisor=home.person("ines"))
    assert path not in listed(home, "maya", supervisor=home.person("sam"))
    assert path not in listed(home, "sam")
    assert path in listed(home, "sam", agreement=str(home.demo.agreements["maya-sam"]))


def test_who_covers_later_finds_the_sessions_of_those_days_and_no_others_A4(home: Household) -> None:
    today, then = to_come(home), to_come(home, starts=told(START + timedelta(days=8)))
    covered(home, first=7, last=9)

    assert listed(home, "ines") == [then]
    refused(home.as_("ines").get(today), 404)
    refused(home.as_("ines").post(f"{today}/taking-over"), 404)
    done(home.as_("ines").post(f"{then}/taking-over"))
    refused(home.as_("sam").post(f"{then}/taking-over"), 409, "held-by-a-cover")


def test_nobody_else_takes_it_over_nor_on_a_day_without_cover_A4(home: Household) -> None:
    soon, later = to_come(home), to_come(home, starts=told(START + timedelta(days=8)))
    covered(home)

    for handle, status in (("maya", 403), ("sam", 403), ("nora", 403), ("petra", 403), ("jordan", 404)):
        refused(home.as_(handle).post(f"{soon}/taking-over"), status)
    refused(home.as_("ines").post(f"{later}/taking-over"), 409, "not-covering-then")


def test_a_session_goes_back_to_the_supervisor_once_nobody_covers_A4(home: Household) -> None:
    path = to_come(home)
    place = covered(home)
    done(home.as_("ines").post(f"{path}/taking-over"))
    done(home.as_("maya").post(f"{place}/ending"))
    home.settle()

    done(home.as_("sam").post(f"{path}/taking-over"))

    assert home.as_("sam").get(path).json()["supervisor"] == home.person("sam")


def test_what_was_set_down_for_the_supervisor_stays_closed_until_the_worker_opens_it_C1(
    home: Household,
) -> None:
    path = to_come(home, methods=["recording"])
    done(home.as_("maya").post(f"{path}/agenda-items", json={"heading": "What I told Sam"}), 201)
    covered(home)
    done(home.as_("ines").post(f"{path}/taking-over"))
    done(home.as_("maya").post(f"{path}/agenda-items", json={"heading": "The rota"}), 201)

    def read() -> tuple[list[str], Any, bool]:
        items = [one["item"]["heading"] for one in home.as_("ines").get(f"{path}/agenda").json()["items"]]
        methods = home.as_("ines").get(f"{path}/words").json().get("methods")
        taken = home.as_("ines").get("/exports/sessions").text
        return items, methods, "What I told Sam" in taken

    assert read() == (["The rota"], None, False)
    refused(home.as_("ines").get(f"{path}/agenda-items/1"), 403)
    assert "recording" not in home.as_("ines").get("/exports/sessions").text
    done(home.as_("maya").post(f"{path}/shown", json={"to": home.person("ines")}))
    assert read() == (["What I told Sam", "The rota"], ["recording"], True)
    assert home.as_("ines").get(f"{path}/agenda-items/1").status_code == 200


def test_who_put_something_on_the_agenda_reads_that_after_somebody_took_it_over_S5(home: Household) -> None:
    path = to_come(home)
    for by, heading in (("sam", "What I meant to ask"), ("maya", "What Maya brings")):
        done(home.as_(by).post(f"{path}/agenda-items", json={"heading": heading}), 201)
    covered(home)
    done(home.as_("ines").post(f"{path}/taking-over"))
    home.settle()
    sam = home.as_("sam")

    agenda = done(sam.get(f"{path}/agenda"), 200).json()
    assert [(one["number"], one["item"]["heading"]) for one in agenda["items"]] == [
        (1, "What I meant to ask")
    ]
    assert (agenda["open_actions"], agenda["topics_left"]) == ([], [])
    assert sam.get(f"{path}/agenda-items/1").json()["item"]["heading"] == "What I meant to ask"
    for number in (2, 3):
        refused(sam.get(f"{path}/agenda-items/{number}"), 403)  # there, and not there
    refused(sam.get(f"{path}/words"), 403)
    refused(sam.post(f"{path}/agenda-items", json={"heading": "And"}), 403)
    assert home.as_("ines").get(f"{path}/agenda").json()["items"] == []
    refused(home.as_("nora").get(f"{path}/agenda"), 403)
    taken_along = sam.get("/exports/sessions").text
    assert "What I meant to ask" in taken_along
    assert "What Maya brings" not in taken_along

    home.settle()
    found = home.as_("maya").get(f"{path}/accesses").json()
    assert ("author", "SR7") in {(one["relation"], one["rule"]) for one in found}

    done(home.as_("maya").post(f"{path}/shown", json={"to": home.person("sam")}))
    opened = sam.get(f"{path}/agenda").json()["items"]
    assert [one["item"]["heading"] for one in opened] == ["What I meant to ask", "What Maya brings"]


def test_whoever_was_left_out_reads_what_they_put_on_the_agenda_S5(home: Household) -> None:
    path = to_come(home, by="maya", third=home.person("petra"), format="co-supervision")
    done(home.as_("petra").post(f"{path}/agenda-items", json={"heading": "The rota"}), 201)
    tag = {"If-Match": home.as_("maya").get(path).headers["ETag"]}
    done(home.as_("maya").delete(f"{path}/co-supervision", headers=tag))

    (item,) = home.as_("petra").get(f"{path}/agenda").json()["items"]

    assert item["item"]["heading"] == "The rota"
    refused(home.as_("petra").get(f"{path}/record"), 403)


def test_a_session_held_by_a_cover_meets_what_was_due_A6(home: Household) -> None:
    agreement = agreed(home)
    covered(home, agreement)
    body = {"agreement": str(id_of(agreement)), "starts": told(TEN_IN_TORONTO)}
    path = done(home.as_("sam").post("/sessions", json=body | {"supervisor": home.person("sam")}), 201)
    path = path.headers["Location"]
    done(home.as_("ines").post(f"{path}/taking-over"))
    it_is(home, TEN_IN_TORONTO)
    done(home.as_("ines").post(f"{path}/holding", json={"minutes": 50, "extent": "full"}))

    it_is(home, TEN_IN_TORONTO + timedelta(days=1))

    assert noted(home, OVERDUE, agreement) == []


HELD = {"minutes": 50, "extent": "full"}


def ended(home: Household, place: str) -> None:
    done(home.as_("sam").post(f"{place}/ending"))
    home.settle()


def days_go_by(home: Household, days: int) -> None:
    home.clock.move(days=days)
    hear_of_the_directory(home)


def test_who_covered_does_not_hold_what_lies_after_the_end_of_the_cover_A4(home: Household) -> None:
    place = covered(home, last=9)
    path = to_come(home, by="ines", starts=told(START + timedelta(days=2)))
    days_go_by(home, 1)
    ended(home, place)
    days_go_by(home, 2)

    refused(home.as_("ines").post(f"{path}/holding", json=HELD), 404)
    refused(home.as_("maya").post(f"{path}/holding", json=HELD), 422, "not-their-supervisor")
    done(home.as_("sam").post(f"{path}/taking-over"))
    done(home.as_("sam").post(f"{path}/holding", json=HELD))


def test_a_session_moved_past_the_cover_goes_back_to_the_supervisor_A4(home: Household) -> None:
    covered(home, last=9)
    path = to_come(home, by="ines", starts=told(START + timedelta(days=2)))
    moved = {"starts": told(START + timedelta(days=90)), "minutes": 60, "modality": "video"}
    done(home.as_("ines").put(f"{path}/schedule", json=moved, headers={"If-Match": '"1"'}))

    assert home.as_("maya").get(path).json()["supervisor"] == home.person("sam")
    assert path in listed(home, "sam", supervisor=home.person("sam"))
    days_go_by(home, 91)
    refused(home.as_("ines").post(f"{path}/holding", json=HELD), 404)
    done(home.as_("sam").post(f"{path}/holding", json=HELD))


def test_what_was_covered_is_recorded_afterwards_and_nothing_later_A4(home: Household) -> None:
    place = covered(home, last=9)
    set_by_ines = to_come(home, by="ines", starts=told(START + timedelta(days=2)))
    left_to_sam = to_come(home, starts=told(START + timedelta(days=2, hours=1)))
    days_go_by(home, 3)
    ended(home, place)
    days_go_by(home, 2)

    done(home.as_("ines").post(f"{set_by_ines}/holding", json=HELD))
    assert left_to_sam in listed(home, "ines")
    done(home.as_("ines").post(f"{left_to_sam}/taking-over"))
    done(home.as_("maya").post(f"{left_to_sam}/holding", json=HELD))

    def contact_with(by: str, **after: int) -> Any:
        held = {"starts": told(START + timedelta(**after)), "minutes": 20}
        body = {"agreement": str(home.demo.agreements["maya-sam"]), "held": held}
        return home.as_(by).post("/sessions", json=body | {"supervisor": home.person("ines")})

    for hours, by in enumerate(("ines", "maya"), 3):
        done(contact_with(by, days=2, hours=hours), 201)
    refused(contact_with("maya", days=4), 422, "not-their-supervisor")
    refused(contact_with("ines", days=4), 409, "not-known-yet")


def test_who_took_it_over_is_not_told_whether_they_say_the_same_as_was_said_before_C1(
    home: Household,
) -> None:
    path = to_come(home, methods=["recording"])
    covered(home)
    done(home.as_("ines").post(f"{path}/taking-over"))
    home.clock.move(hours=2)
    hear_of_the_directory(home)
    done(home.as_("maya").post(f"{path}/holding", json={"minutes": 50, "extent": "full"}))
    same = {"became": "held", "methods": ["recording"]}

    done(home.as_("ines").post(f"{path}/holding/corrections", json=same))

    refused(home.as_("ines").post(f"{path}/holding/corrections", json=same), 409, "nothing-to-correct")
    told_to = {who: home.as_(who).get(f"{path}/words").json()["looked_at"] for who in ("maya", "ines")}
    assert [len(one) for one in told_to.values()] == [2, 1]


def test_nobody_records_contact_in_the_name_of_another_S2(home: Household) -> None:
    covered(home)
    home.clock.move(hours=1)
    hear_of_the_directory(home)
    apart = count()

    def contact(by: str, with_whom: str) -> Any:
        held = {"starts": told(START + timedelta(minutes=next(apart))), "minutes": 20}
        body = {"agreement": str(home.demo.agreements["maya-sam"]), "held": held}
        return home.as_(by).post("/sessions", json=body | {"supervisor": home.person(with_whom)})

    for by, with_whom in (("ines", "sam"), ("sam", "ines")):
        refused(contact(by, with_whom), 409, "not-a-party-of-the-session")
        done(contact(by, by), 201)
        done(contact("maya", with_whom), 201)


def test_an_ended_cover_sees_and_sets_nothing_more_A4(home: Household) -> None:
    place = covered(home, last=9)
    later = to_come(home, starts=told(START + timedelta(days=5)))
    assert later in listed(home, "ines")
    ended(home, place)

    assert listed(home, "ines") == []
    refused(home.as_("ines").get(later), 404)
    refused(home.as_("ines").post(f"{later}/taking-over"), 404)
    body = {"agreement": str(home.demo.agreements["maya-sam"]), "starts": told(START + timedelta(days=5))}
    refused(home.as_("ines").post("/sessions", json=body), 409, "not-known-yet")


IN_TWO_DAYS = timedelta(days=2)


def taken_over(home: Household) -> tuple[str, str]:
    """A session in two days that Ines took over, with something on its agenda; and where her cover lies."""
    path = to_come(home, starts=told(START + IN_TWO_DAYS))
    place = covered(home, last=9)
    done(home.as_("ines").post(f"{path}/taking-over"))
    done(home.as_("maya").post(f"{path}/agenda-items", json={"heading": "What Maya brings"}), 201)
    home.settle()
    return path, place


def shut_to(home: Household, by: str, path: str) -> None:
    """They stand in no relation to it: nothing tells them that it is there."""
    one, item = home.as_(by), {"heading": "And"}
    for answer in (
        *(one.get(f"{path}{part}") for part in ("", "/history", "/agenda", "/agenda-items/1", "/words")),
        one.get(f"{path}/accesses"),
        one.post(f"{path}/agenda-items", json=item),
        one.post(f"{path}/cancellation", json={"told_at": told(home.clock())}),
        one.post(f"{path}/absence", json={"who": home.person("maya")}),
        one.post(f"{path}/taking-over"),
        one.put(
            f"{path}/schedule",
            json={"starts": told(START + IN_TWO_DAYS), "minutes": 60, "modality": "video"},
            headers={"If-Match": "*"},
        ),
    ):
        refused(answer, 404)
    assert path not in listed(home, by)
    assert path not in listed(home, by, supervisor=home.person(by))
    assert path not in listed(home, by, status="scheduled")
    assert path.rpartition("/")[2] not in home.as_(by).get("/exports/sessions").text


def test_a_cover_that_was_ended_keeps_no_session_to_come_A4(home: Household) -> None:
    path, place = taken_over(home)
    assert home.as_("ines").get(f"{path}/agenda").json()["items"]
    assert path in listed(home, "ines")

    ended(home, place)

    shut_to(home, "ines", path)
    refused(home.as_("sam").get(f"{path}/agenda"), 403)
    assert home.as_("maya").get(f"{path}/agenda").json()["items"]
    done(home.as_("sam").post(f"{path}/taking-over"))
    assert path in listed(home, "sam", supervisor=home.person("sam"))
    assert home.as_("sam").get(f"{path}/agenda").json()["items"] == [], "set down for who covered"
    shut_to(home, "ines", path)


def test_who_covered_reads_what_they_put_on_an_agenda_themselves_and_nothing_else_S5(home: Household) -> None:
    path, place = taken_over(home)
    done(home.as_("ines").post(f"{path}/agenda-items", json={"heading": "What Ines asks"}), 201)
    ended(home, place)

    agenda = done(home.as_("ines").get(f"{path}/agenda"), 200).json()

    assert [one["item"]["heading"] for one in agenda["items"]] == ["What Ines asks"]
    refused(home.as_("ines").get(f"{path}/agenda-items/1"), 403)
    refused(home.as_("ines").get(path), 404)
    taken_along = home.as_("ines").get("/exports/sessions").text
    assert "What Ines asks" in taken_along
    assert "What Maya brings" not in taken_along


def test_what_became_of_it_while_they_covered_stays_with_who_covered_A4(home: Household) -> None:
    called_off, place = taken_over(home)
    met = to_come(home)
    done(home.as_("ines").post(f"{met}/taking-over"))
    reason = {"told_at": told(home.clock()), "reason": "The buses stand still."}
    done(home.as_("ines").post(f"{called_off}/cancellation", json=reason))
    home.clock.move(hours=2)
    hear_of_the_directory(home)
    done(home.as_("ines").post(f"{met}/holding", json=HELD))
    ended(home, place)

    for path in (called_off, met):
        assert path in listed(home, "ines")
        assert home.as_("ines").get(f"{path}/agenda").status_code == 200
    done(home.as_("ines").post(f"{met}/signatures", json=name(of="attendance")))


def test_what_is_called_off_once_the_cover_was_ended_is_not_theirs_either_A4(home: Household) -> None:
    path, place = taken_over(home)
    ended(home, place)
    home.clock.move(minutes=5)
    hear_of_the_directory(home)
    done(home.as_("maya").post(f"{path}/cancellation", json={"told_at": told(home.clock())}))

    shut_to(home, "ines", path)
    assert path in listed(home, "maya")


def test_an_agreement_that_is_over_leaves_its_cover_no_session_to_come_A4(home: Household) -> None:
    path, _ = taken_over(home)
    agreement = f"/agreements/{home.demo.agreements['maya-sam']}"
    done(home.as_("maya").post(f"{agreement}/ending", json={"why": "other"}))
    home.settle()

    shut_to(home, "ines", path)
    assert path in listed(home, "maya")
    assert home.as_("maya").get(f"{path}/agenda").json()["items"]


def test_what_was_theirs_to_hold_when_the_cover_was_ended_is_theirs_to_record_A4(home: Household) -> None:
    path, place = taken_over(home)
    days_go_by(home, 3)
    ended(home, place)

    assert path in listed(home, "ines")
    done(home.as_("ines").post(f"{path}/holding", json=HELD))


def test_a_cover_that_was_over_by_then_is_not_named_as_who_missed_it_or_called_it_off_A4(
    home: Household,
) -> None:
    missed, place = taken_over(home)
    called_off = to_come(home, starts=told(START + timedelta(days=2, hours=1)))
    done(home.as_("ines").post(f"{called_off}/taking-over"))
    home.clock.move(hours=1)
    hear_of_the_directory(home)
    ines, by_then = home.person("ines"), told(home.clock())
    days_go_by(home, 1)
    ended(home, place)
    since = told(home.clock())
    days_go_by(home, 2)
    maya = home.as_("maya")

    problem = refused(maya.post(f"{missed}/absence", json={"who": ines}), 422, "one-of-the-two")
    assert fields_of(problem) == {"who"}
    off = maya.post(f"{called_off}/cancellation", json={"by": ines, "told_at": since})
    assert fields_of(refused(off, 422, "one-of-the-two")) == {"by"}

    done(maya.post(f"{missed}/absence", json={"who": home.person("sam")}))
    done(maya.post(f"{called_off}/cancellation", json={"by": ines, "told_at": by_then}))
    assert home.as_("sam").get(missed).json()["missed_by"] == home.person("sam")
    assert home.as_("ines").get(called_off).json()["cancelled_by"] == ines
    correction = {"became": "missed", "who": ines}
    refused(maya.post(f"{missed}/holding/corrections", json=correction), 422, "one-of-the-two")


def test_while_the_directory_is_silent_the_two_say_all_the_same_what_became_of_it_S2(home: Household) -> None:
    paths = [to_come(home, by="maya", third=home.person("petra")) for _ in range(2)]
    home.clock.move(hours=2)  # and nothing is heard of the directory meanwhile

    done(home.as_("maya").post(f"{paths[0]}/absence", json={"who": home.person("maya")}))
    told_at = told(START + timedelta(minutes=5))
    done(home.as_("maya").post(f"{paths[1]}/cancellation", json={"told_at": told_at}))
