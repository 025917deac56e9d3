"""Sessions over HTTP: what becomes of a time that was set, what is written and signed, and what a bad request is told."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.edge.given import NOBODY, fields_of, hear_of_the_directory, once, refused
from tests.edge.sessions import HOUR, contact, correct_record, done, name, outline, recorded, to_come, told
from tests.house import Household
from tests.keeping.test_exports import export


def test_a_session_is_set_and_read_where_the_answer_says_S2(shared_home: Household) -> None:
    home = shared_home
    path = to_come(home)

    session = done(home.as_("maya").get(path), 200)

    assert session.headers["ETag"] == '"1"'
    assert session.json() == {
        "id": path.rpartition("/")[2],
        "agreement": str(home.demo.agreements["maya-sam"]),
        "worker": home.person("maya"),
        "supervisor": home.person("sam"),
        "agency": str(home.demo.agencies["harbour"]),
        "placement": str(home.demo.placements["maya"]),
        "format": "one-to-one",
        "modality": "face-to-face",
        "starts": told(home.clock() + HOUR),
        "minutes": 60,
        "status": "scheduled",
        "attendance": [],
        "shown": [],
        "agenda_items": 0,
        "written": False,
        "additions": 0,
        "version": 1,
    }


def test_a_time_is_taken_with_any_zone_and_kept_in_utc_S2(shared_home: Household) -> None:
    path = to_come(shared_home, starts="2026-03-10T10:00:00-04:00")

    assert shared_home.as_("sam").get(path).json()["starts"] == "2026-03-10T14:00:00Z"


def test_the_same_key_sets_one_session_S2(shared_home: Household) -> None:
    home, key = shared_home, once()
    body = {"agreement": str(home.demo.agreements["maya-sam"]), "starts": "2026-04-01T10:00:00Z"}

    first, again = (home.as_("sam").post("/sessions", json=body, headers=key) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.headers["Location"] == again.headers["Location"]


def test_another_time_needs_the_version_that_was_read_S2(shared_home: Household) -> None:
    home = shared_home
    path = to_come(home)
    body = {"starts": "2026-03-20T10:00:00Z", "minutes": 45, "modality": "video"}

    refused(home.as_("maya").put(f"{path}/schedule", json=body), 428, "if-match-missing")
    refused(home.as_("maya").put(f"{path}/schedule", json=body, headers={"If-Match": '"7"'}), 412)
    done(home.as_("maya").put(f"{path}/schedule", json=body, headers={"If-Match": '"1"'}))

    session = home.as_("sam").get(path).json()
    assert (session["starts"], session["minutes"], session["modality"]) == (
        "2026-03-20T10:00:00Z",
        45,
        "video",
    )


def test_neither_absence_nor_notice_is_made_up_by_another_time_S2(home: Household) -> None:
    path, other = to_come(home), to_come(home)
    moved = {"minutes": 50, "modality": "video"}

    def move(starts: str) -> Any:
        return home.as_("sam").put(
            f"{path}/schedule", json=moved | {"starts": starts}, headers={"If-Match": '"1"'}
        )

    refused(move("2026-02-27T10:00:00Z"), 422, "only-ahead")
    past = {"agreement": str(home.demo.agreements["maya-sam"]), "starts": told(home.clock() - HOUR)}
    refused(home.as_("sam").post("/sessions", json=past), 422, "only-ahead")
    early = {"told_at": "2001-01-01T00:00:00Z"}
    refused(home.as_("sam").post(f"{other}/cancellation", json=early), 422, "notice-out-of-time")
    home.clock.move(hours=2)
    refused(move(told(home.clock() + HOUR)), 409, "has-begun")

    done(home.as_("sam").post(f"{path}/absence", json={"who": home.person("maya")}))


def test_a_session_is_held_signed_written_and_signed_apart_S6(home: Household) -> None:
    path = to_come(home)
    home.clock.move(hours=2)
    done(home.as_("sam").post(f"{path}/holding", json={"minutes": 55, "extent": "full"}))
    done(home.as_("maya").post(f"{path}/signatures", json=name(of="attendance")))
    written = done(home.as_("sam").post(f"{path}/record", json=outline(home)), 201)
    assert written.headers["Location"] == f"{path}/record"

    read = done(home.as_("maya").get(f"{path}/record"), 200).json()
    signed = name(of="record", digest=read["digest"])
    done(home.as_("sam").post(f"{path}/signatures", json=signed))
    refusal = {"of": "record", "digest": read["digest"], "refused": True, "words": "I said more than that."}
    done(home.as_("maya").post(f"{path}/signatures", json=refusal))

    again = home.as_("sam").get(f"{path}/record").json()
    assert [(one["kind"], one["by"], one["of_this_text"]) for one in again["added"]] == [
        ("signature", home.person("sam"), True),
        ("refusal", home.person("maya"), True),
    ]
    assert again["added"][1]["words"] == "I said more than that."
    session = home.as_("sam").get(path).json()
    assert [one["by"] for one in session["attendance"]] == [home.person("maya")]
    assert (session["status"], session["extent"], session["minutes"]) == ("held", "full", 55)
    words = home.as_("maya").get(f"{path}/words").json()
    assert words["attendance"][0]["printed_name"] == "As printed"


def test_what_was_read_is_what_is_corrected_S6(home: Household) -> None:
    path = recorded(home)
    read = home.as_("maya").get(f"{path}/record").json()["digest"]
    done(correct_record(home, path, outcomes="Sam asks earlier.", actions=[]))
    body = outline(home, agenda=["The rota"], actions=[])

    refused(
        home.as_("maya").post(f"{path}/corrections", json=body | {"digest": read}), 409, "record-has-changed"
    )

    told = home.as_("sam").get(f"{path}/record").json()
    assert (told["record"]["outcomes"], len(told["texts"])) == ("Sam asks earlier.", 2)
    unsaid = refused(home.as_("maya").post(f"{path}/corrections", json=body), 422)
    assert fields_of(unsaid) == {"digest"}


def test_what_was_read_is_what_is_signed_S6(home: Household) -> None:
    path = recorded(home)
    read = home.as_("maya").get(f"{path}/record").json()
    done(correct_record(home, path, outcomes="Sam asks earlier.", actions=[]))

    late = home.as_("maya").post(f"{path}/signatures", json=name(of="record", digest=read["digest"]))

    refused(late, 409, "record-has-changed")
    now = home.as_("maya").get(f"{path}/record").json()
    assert [text["record"]["outcomes"] for text in now["texts"]] == [
        "Maya asks earlier.",
        "Sam asks earlier.",
    ]
    assert now["record"]["actions"] == read["record"]["actions"]


def test_who_calls_it_off_and_when_the_other_was_told_is_clear_and_why_is_theirs_S2(home: Household) -> None:
    path = to_come(home)
    home.clock.move(minutes=10)
    told_at = told(home.clock())
    body = {"by": home.person("maya"), "told_at": told_at, "reason": "The buses stand still."}
    done(home.as_("sam").post(f"{path}/cancellation", json=body))

    hear_of_the_directory(home)
    seen = home.as_("nora").get(path).json()

    assert (seen["status"], seen["cancelled_by"], seen["told_at"]) == (
        "cancelled",
        home.person("maya"),
        told_at,
    )
    assert "buses" not in home.as_("nora").get(f"{path}/history").text
    assert home.as_("maya").get(f"{path}/words").json()["reason"] == "The buses stand still."


def test_actions_go_on_from_record_to_record_until_they_are_closed_S6(home: Household) -> None:
    first = recorded(home)
    home.settle()
    ahead = to_come(home)
    agenda = done(home.as_("maya").get(f"{ahead}/agenda"), 200).json()
    assert [one["action"]["what"] for one in agenda["open_actions"]] == ["Ask for a second key."]

    forward = {"heading": "The key", "brought_forward": {"session": first.rpartition("/")[2], "action": 1}}
    item = done(home.as_("maya").post(f"{ahead}/agenda-items", json=forward), 201)
    assert home.as_("sam").get(item.headers["Location"]).json()["item"]["heading"] == "The key"
    unknown = {"heading": "The key", "brought_forward": {"session": first.rpartition("/")[2], "action": 9}}
    refused(home.as_("maya").post(f"{ahead}/agenda-items", json=unknown), 422, "not-carried-over")

    home.clock.move(hours=2)
    done(home.as_("sam").post(f"{ahead}/holding", json={"minutes": 60, "extent": "full"}))
    done(home.as_("sam").post(f"{ahead}/record", json=outline(home, actions=[])), 201)
    home.settle()
    (carried,) = home.as_("sam").get(f"{ahead}/record").json()["actions"]
    assert carried["action"]["carried_from"] == {"session": first.rpartition("/")[2], "action": 1}
    assert home.as_("sam").get(f"{first}/record").json()["actions"][0]["standing"] == "goes-on"

    again = {"what": "Ask twice.", "who": home.person("maya"), "number": 1}
    twice = correct_record(home, ahead, actions=[again, again])
    assert fields_of(refused(twice, 422, "named-twice")) == {"actions.1.number"}
    closing = {"closing": "dropped"}
    refused(home.as_("sam").post(f"{ahead}/actions/1/completion", json=closing), 422, "say-why-it-is-dropped")
    refused(home.as_("sam").post(f"{ahead}/actions/7/completion", json=closing), 404)
    closing["words"] = "There is a key at the desk now."
    refused(home.as_("sam").post(f"{first}/actions/1/completion", json=closing), 409, "action-goes-on")
    done(home.as_("sam").post(f"{ahead}/actions/1/completion", json=closing))
    refused(home.as_("sam").post(f"{ahead}/actions/1/completion", json=closing), 409, "action-is-closed")
    reworded = correct_record(home, ahead, actions=[again])
    refused(reworded, 409, "action-is-closed")
    assert home.as_("maya").get(f"{ahead}/record").json()["actions"][0]["standing"] == "dropped"
    assert home.as_("maya").get(f"{to_come(home)}/agenda").json()["open_actions"] == []


def test_a_topic_that_the_record_does_not_name_is_left_for_the_next_S5(home: Household) -> None:
    path = to_come(home)
    for heading in ("Working alongside the team", "Rides"):
        done(home.as_("maya").post(f"{path}/agenda-items", json={"heading": heading}), 201)
    home.clock.move(hours=2)
    done(home.as_("sam").post(f"{path}/holding", json={"minutes": 60, "extent": "full"}))
    done(home.as_("sam").post(f"{path}/record", json=outline(home, actions=[])), 201)
    home.settle()

    agenda = home.as_("maya").get(f"{to_come(home)}/agenda").json()

    assert [(one["number"], one["item"]["heading"]) for one in agenda["topics_left"]] == [(2, "Rides")]


def test_once_it_was_to_begin_nothing_is_put_on_its_agenda_S5(home: Household) -> None:
    path, item = to_come(home), {"heading": "Rides"}
    home.clock.move(hours=4)

    for handle in ("maya", "sam"):
        refused(home.as_(handle).post(f"{path}/agenda-items", json=item), 409, "agenda-is-past")


def test_a_session_that_did_not_take_place_loses_no_topic_S5(home: Household) -> None:
    def left(path: str) -> list[tuple[str, int, str]]:
        found = done(home.as_("maya").get(f"{path}/agenda"), 200).json()["topics_left"]
        return [(one["session"], one["number"], one["item"]["heading"]) for one in found]

    def puts(path: str, heading: str, **other: Any) -> None:
        done(home.as_("maya").post(f"{path}/agenda-items", json={"heading": heading} | other), 201)

    held = to_come(home)
    for heading in ("Rides", "The rota"):
        puts(held, heading)
    home.clock.move(hours=2)
    done(home.as_("sam").post(f"{held}/holding", json={"minutes": 20, "extent": "partial"}))
    done(home.as_("sam").post(f"{held}/record", json=outline(home, agenda=[], actions=[])), 201)
    home.settle()
    cancelled, missed = to_come(home), to_come(home)
    puts(cancelled, "Rides", brought_forward={"session": held.rpartition("/")[2], "item": 1})
    puts(cancelled, "What is new in the field")
    done(home.as_("sam").post(f"{cancelled}/cancellation", json={"told_at": told(home.clock())}))
    home.clock.move(hours=2)
    done(home.as_("sam").post(f"{missed}/absence", json={"who": home.person("maya")}))
    home.settle()
    ahead = to_come(home)

    first, since = held.rpartition("/")[2], cancelled.rpartition("/")[2]
    topics = [(since, 1, "Rides"), (since, 2, "What is new in the field"), (first, 2, "The rota")]
    assert left(ahead) == topics
    puts(ahead, "The rota", brought_forward={"session": first, "item": 2})
    home.clock.move(hours=2)
    done(home.as_("sam").post(f"{ahead}/holding", json={"minutes": 60, "extent": "full"}))
    home.settle()

    assert left(to_come(home)) == [(ahead.rpartition("/")[2], 1, "The rota")]


def test_co_supervision_shows_nothing_to_the_third_until_the_worker_agreed_S12(home: Household) -> None:
    third = {"third": home.person("petra"), "format": "co-supervision"}
    path = to_come(home, **third)
    done(home.as_("maya").post(f"{path}/agenda-items", json={"heading": "The rota"}), 201)
    refused(home.as_("petra").get(f"{path}/agenda"), 403)
    home.clock.move(minutes=10)
    done(home.as_("maya").post(f"{path}/co-supervision"))
    hear_of_the_directory(home)

    assert home.as_("petra").get(f"{path}/agenda").json()["items"][0]["item"]["heading"] == "The rota"
    assert home.as_("petra").get(path).json()["agreed_to"] is True
    for wrong in ({"third": home.person("jordan")}, {"third": home.person("ines")}):
        body = {"agreement": str(home.demo.agreements["maya-sam"]), "starts": told(home.clock() + HOUR)}
        refused(home.as_("sam").post("/sessions", json=body | wrong), 422, "not-for-co-supervision")


def test_where_the_worker_did_not_agree_the_two_leave_the_third_out_and_have_met_one_to_one_S12(
    home: Household,
) -> None:
    path = to_come(home, third=home.person("petra"), format="co-supervision")
    home.clock.move(hours=2)
    hear_of_the_directory(home)
    held = {"minutes": 50, "extent": "full"}
    refused(home.as_("sam").post(f"{path}/holding", json=held), 409, "worker-has-not-agreed")
    refused(home.as_("petra").delete(f"{path}/co-supervision", headers={"If-Match": '"1"'}), 403)
    refused(home.as_("sam").delete(f"{path}/co-supervision"), 428)

    done(home.as_("sam").delete(f"{path}/co-supervision", headers={"If-Match": '"1"'}))
    done(home.as_("sam").post(f"{path}/holding", json=held))

    home.settle()
    found = home.as_("maya").get(path).json()
    assert (found["format"], found["status"], found.get("third")) == ("one-to-one", "held", None)
    refused(home.as_("petra").get(f"{path}/agenda"), 403)
    [listed] = [one for one in home.as_("maya").get("/sessions").json() if one["id"] in path]
    assert (listed["format"], listed.get("third")) == ("one-to-one", None)
    again = home.as_("sam").delete(f"{path}/co-supervision", headers={"If-Match": '"3"'})
    refused(again, 409, "no-longer-scheduled")


def test_co_supervision_that_began_before_the_worker_agreed_is_not_held_S12(home: Household) -> None:
    path = to_come(home, third=home.person("petra"), format="co-supervision")
    home.clock.move(minutes=30)
    began = told(home.clock())
    home.clock.move(minutes=10)
    done(home.as_("maya").post(f"{path}/co-supervision"))
    home.clock.move(hours=1)
    hear_of_the_directory(home)

    held = {"minutes": 50, "extent": "full"}
    refused(
        home.as_("sam").post(f"{path}/holding", json=held | {"starts": began}), 409, "worker-has-not-agreed"
    )
    done(home.as_("sam").post(f"{path}/holding", json=held))
    refused(
        home.as_("sam").post(f"{path}/holding/corrections", json={"became": "held", "starts": began}),
        409,
        "worker-has-not-agreed",
    )


def test_what_one_pair_left_open_is_not_brought_before_a_third_S12(home: Household) -> None:
    recorded(home)
    home.settle()
    path = to_come(home, by="maya", third=home.person("petra"))

    assert home.as_("petra").get(f"{path}/agenda").json()["open_actions"] == []
    assert home.as_("maya").get(f"{path}/agenda").json()["open_actions"] == []


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "starts"),
        ({"starts": "2026-03-10"}, "starts"),
        ({"starts": "2026-03-10T10:00:00"}, "starts"),
        ({"starts": 1772452800}, "starts"),
        ({"starts": "0001-01-01T00:00:00+14:00"}, "starts"),
        ({"starts": "9999-12-31T23:59:59-14:00"}, "starts"),
        ({"starts": "2031-03-10T10:00:00Z"}, "starts"),
        ({"starts": "2026-03-10T10:00:00Z", "minutes": 0}, "minutes"),
        ({"starts": "2026-03-10T10:00:00Z", "minutes": "60"}, "minutes"),
        ({"starts": "2026-03-10T10:00:00Z", "modality": "letter"}, "modality"),
        ({"starts": "2026-03-10T10:00:00Z", "format": "group"}, "format"),
        ({"starts": "2026-03-10T10:00:00Z", "methods": ["talking"]}, "methods.0"),
        ({"starts": "2026-03-10T10:00:00Z", "supervisor": NOBODY}, "supervisor"),
        ({"held": {"starts": "2026-03-03T10:00:00Z", "minutes": 30}}, "held.starts"),
        (
            {"held": {"starts": "2026-03-01T10:00:00Z", "minutes": 30}, "starts": "2026-03-10T10:00:00Z"},
            "held",
        ),
    ],
    ids=str,
)
def test_an_unfit_time_is_told_by_its_field_and_never_echoed_S2(
    shared_home: Household, body: dict[str, Any], field: str
) -> None:
    sent = {"agreement": str(shared_home.demo.agreements["maya-sam"])} | body

    problem = refused(shared_home.as_("sam").post("/sessions", json=sent), 422)

    assert field in fields_of(problem)
    assert "1772452800" not in str(problem)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"held": {"starts": "2020-03-01T10:00:00Z", "minutes": 30}}, {"held.starts"}),
        ({"minutes": 30}, {"minutes"}),
        ({"starts": "2026-03-10T10:00:00Z"}, {"held", "starts"}),
        (
            {"following": {"from": "2026-03-02", "until": "2026-03-31", "at": "10:00"}},
            {"held", "following"},
        ),
        ({"third": ""}, {"third"}),
        ({"format": "co-supervision"}, {"format"}),
    ],
)
def test_a_session_or_contact_is_told_which_of_its_fields_do_not_go_together_and_no_other_S2(
    body: dict[str, Any], fields: set[str], shared_home: Household
) -> None:
    met = {"held": {"starts": "2026-03-01T10:00:00Z", "minutes": 30}}
    third = {"third": shared_home.person("petra")} if "third" in body else {}
    sent = {"agreement": str(shared_home.demo.agreements["maya-sam"])} | met | body | third

    asked = shared_home.as_("sam").post("/sessions", json=sent)

    assert fields_of(refused(asked, 422)) == fields


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({"of": "presence"}, {"of"}),
        ({"of": "attendance"}, {"printed_name", "meaning"}),
        (name(of="attendance", digest="0" * 64), {"digest"}),
        (name(of="attendance", refused=True, words="No."), {"refused", "words"}),
        ({"of": "record"}, {"digest", "printed_name", "meaning"}),
        (name(of="record"), {"digest"}),
        (name(of="record", digest="0" * 64, words="No."), {"words"}),
        ({"of": "record", "digest": "0" * 64, "refused": True}, {"words"}),
        (
            name(of="record", digest="0" * 64, refused=True, words="No."),
            {"printed_name", "meaning"},
        ),
    ],
)
def test_a_signature_is_told_which_of_its_fields_are_wrong_and_no_other_S6(
    body: dict[str, Any], fields: set[str], shared_home: Household
) -> None:
    path = contact(shared_home)

    asked = shared_home.as_("maya").post(f"{path}/signatures", json=body)

    assert fields_of(refused(asked, 422)) == fields


def test_a_record_names_those_who_met_alone_S6(shared_home: Household) -> None:
    home = shared_home
    path = contact(home)
    for wrong, field in (
        ({"present": [home.person("sam")]}, "present"),
        ({"present": [home.person("maya")]}, "present"),
        ({"present": [home.person("maya"), home.person("petra")]}, "present"),
        ({"actions": [{"what": "x", "who": home.person("petra")}]}, "actions.0.who"),
        (
            {
                "actions": [
                    {"what": "x", "who": home.person("sam"), "carried_from": {"session": NOBODY, "action": 1}}
                ]
            },
            "actions.0.carried_from",
        ),
    ):
        problem = refused(home.as_("sam").post(f"{path}/record", json=outline(home, **wrong)), 422)
        assert field in fields_of(problem)


def test_what_is_recorded_of_it_stays_S2(shared_home: Household) -> None:
    home = shared_home
    path = contact(home)
    refused(home.as_("sam").post(f"{path}/holding", json={"minutes": 5, "extent": "full"}), 409)
    refused(home.as_("sam").post(f"{path}/absence", json={"who": home.person("maya")}), 409)
    for add in ("addenda", "corrections", "signatures", "actions/1/completion"):
        body = {
            "addenda": name(words="More."),
            "corrections": outline(home, digest="0" * 64, actions=[]),
            "signatures": name(of="record", digest="0" * 64),
            "actions/1/completion": {"closing": "done"},
        }[add]
        refused(home.as_("sam").post(f"{path}/{add}", json=body), 409, "not-written")
    done(home.as_("sam").post(f"{path}/record", json=outline(home)), 201)
    refused(home.as_("maya").post(f"{path}/record", json=outline(home)), 409, "written-already")


def test_an_agreement_that_is_over_or_not_theirs_has_no_sessions_S2(home: Household) -> None:
    body = {"agreement": str(home.demo.agreements["maya-sam"]), "starts": told(home.clock() + HOUR)}
    unknown = refused(home.as_("jordan").post("/sessions", json=body | {"agreement": NOBODY}), 409)
    assert refused(home.as_("jordan").post("/sessions", json=body), 409, "not-known-yet") == unknown
    refused(home.as_("petra").post("/sessions", json=body), 403, "not-allowed")

    done(home.as_("sam").post(f"/agreements/{body['agreement']}/ending", json={"why": "other"}))
    home.settle()

    refused(home.as_("sam").post("/sessions", json=body), 409, "agreement-is-over-already")


def test_a_draft_is_enough_for_a_first_session_A1(shared_home: Household) -> None:
    path = to_come(shared_home, by="jordan", key="jordan-sam")

    assert shared_home.as_("sam").get(path).json()["status"] == "scheduled"


@pytest.mark.parametrize("by_name", [False, True])
def test_who_opened_what_is_told_by_person_where_the_policy_set_says_so_as_in_files_C4(
    by_name: bool, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = recorded(home)
    done(home.as_("sam").get(f"{path}/record"), 200)
    home.settle()
    relations = home.house.rooms["sessions"].relations
    monkeypatch.setattr(
        relations, "told_by_name", lambda person: by_name and str(person) == home.person("maya")
    )

    [opened] = done(home.as_("maya").get(f"{path}/accesses"), 200).json()
    [line] = [one for one in export(home, "maya", "sessions") if one["record"] == "session"]

    assert opened.get("by") == line["opened"][0].get("by") == (home.person("sam") if by_name else None)


def test_who_opened_what_is_told_to_those_who_met_S6(home: Household) -> None:
    path = recorded(home)
    home.clock.move(minutes=1)
    done(home.as_("maya").get(f"{path}/record"), 200)
    hear_of_the_directory(home)

    accesses = done(home.as_("sam").get(f"{path}/accesses"), 200).json()

    assert [(one["relation"], one["action"], one["rule"]) for one in accesses] == [("worker", "read", "SR1")]
    refused(home.as_("nora").get(f"{path}/accesses"), 403)
    refused(home.as_("jordan").get(f"{path}/accesses"), 404)


def test_lists_are_filtered_and_paged_in_the_order_of_time_S2(home: Household) -> None:
    paths = [to_come(home, starts=told(home.clock() + timedelta(days=days))) for days in (3, 1, 2)]
    held = contact(home)
    home.settle()
    ids = [path.rpartition("/")[2] for path in (held, paths[1], paths[2], paths[0])]

    def listed(handle: str = "sam", **query: str) -> list[str]:
        answer = done(home.as_(handle).get("/sessions", params={"agreement": str(agreement)} | query), 200)
        return [one["id"] for one in answer.json()]

    agreement = home.demo.agreements["maya-sam"]
    whole = listed()
    assert [id for id in whole if id in ids] == ids
    assert listed("nora") == listed("petra") == whole
    assert listed("jordan") == []
    assert held.rpartition("/")[2] not in listed(status="scheduled")
    since, until = told(home.clock() + timedelta(days=1)), told(home.clock() + timedelta(days=3))
    assert listed(**{"from": since, "to": until}) == ids[1:3]
    first = home.as_("sam").get("/sessions", params={"agreement": str(agreement), "limit": 2})
    link = first.headers["Link"].partition(">")[0].lstrip("<")
    assert [one["id"] for one in first.json() + home.as_("sam").get(link).json()][: len(whole)] == whole[:4]
    refused(home.as_("sam").get("/sessions", params={"from": "soon"}), 422)


def test_who_opened_it_at_the_same_instant_is_told_in_the_order_in_which_they_did_C4(home: Household) -> None:
    path = contact(home, methods=["recording"])
    order = ["sam", "maya", "maya", "sam", "maya", "sam", "sam", "maya"]
    for handle in order:
        done(home.as_(handle).get(f"{path}/words"), 200)
    home.settle()

    told, page = [], f"{path}/accesses?limit=3"
    while page:
        answer = done(home.as_("maya").get(page), 200)
        told += [one["relation"] for one in answer.json()]
        page = answer.links["next"]["url"] if "next" in answer.links else ""
    relation = {"sam": "supervisor", "maya": "worker"}
    assert told == [relation[one] for one in order]
    lines = [json.loads(one) for one in home.as_("maya").get("/exports/sessions").text.splitlines()]
    [mine] = [one for one in lines if path.endswith(str(one.get("id")))]
    assert [one["relation"] for one in mine["opened"]] == [relation[one] for one in order]
