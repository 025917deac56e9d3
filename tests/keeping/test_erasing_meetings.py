"""Having a meeting of a group erased, over HTTP: all that was said, brought and signed at it goes with it, for good (C5, S9)."""

from datetime import date
from typing import Any, Final
from uuid import UUID

import pytest

from services.sessions.domain.attendances import attendance_of
from services.sessions.domain.contributions import contribution_of
from services.sessions.domain.performance import PerformanceRecord
from services.sessions.events.performance import Plan
from services.sessions.reactions.erasing import keys_of
from shared.identity import Acting
from shared.keeping import Keeping, Target
from shared.keys import Keys
from shared.tables import Away
from tests.edge.given import refused
from tests.edge.given_groups import (
    NAMED,
    brought,
    done,
    formed,
    group,
    held,
    hold,
    joined,
    later,
    scheduled,
    starts,
    written,
)
from tests.edge.test_performance import noted, show
from tests.house import Household, wait_for

PLAN: Final = Plan(steps="Come on time.", starts=date(2026, 3, 2), ends=date(2026, 6, 1))
ORDER: Final = {"record_type": "group-session", "reason": "never-lawful", "words": "It named somebody."}


def order(home: Household, meeting: str, by: str = "rowan", **other: Any) -> Any:
    body = ORDER | {"record": meeting.rpartition("/")[2]} | other
    return home.as_(by).post("/erasures", json=body)


def ordered(home: Household, meeting: str) -> str:
    return str(done(order(home, meeting), 201).headers["Location"])


def erased(home: Household, meeting: str) -> str:
    place = ordered(home, meeting)
    done(home.as_("wren").post(f"{place}/approval"))
    return place


def there(home: Household) -> str:
    """Held with Maya and Jordan; both brought something, Sam wrote it down, all signed that they were there."""
    meeting = held(home, group(home), "maya", "jordan")
    done(brought(home, meeting, "maya", "K17-01", "My issue"), 201)
    done(brought(home, meeting, "maya", "K17-03", "As I see it"), 201)
    done(brought(home, meeting, "jordan", "K17-01", "Another one"), 201)
    done(written(home, meeting), 201)
    for handle in ("maya", "jordan", "sam"):
        done(sign(home, meeting, handle))
    return meeting


def sign(home: Household, meeting: str, handle: str) -> Any:
    return home.as_(handle).post(f"{meeting}/signatures", json={"of": "attendance"} | NAMED)


def of_it(home: Household, meeting: str) -> set[str]:
    """Every key under which something of it lies."""
    id = UUID(meeting.rpartition("/")[2])
    maya, jordan = (home.demo.people[one] for one in ("maya", "jordan"))
    parts = [attendance_of(id, one) for one in (maya, jordan)]
    parts += [contribution_of(id, who, number) for who, number in ((maya, 1), (maya, 2), (jordan, 1))]
    return {f"rk:{one}" for one in (id, *parts)}


def test_with_a_meeting_goes_what_was_brought_to_it_and_signed_at_it_S9(home: Household) -> None:
    meeting = there(home)

    erased(home, meeting)

    refused(home.as_("maya").get(f"{meeting}/record"), 410, "erased")
    refused(home.as_("maya").get(f"{meeting}/signatures"), 410, "erased")
    told = home.as_("jordan").get(f"{meeting}/contributions").json()
    assert [one.get("words") for one in told] == [None, None, None]
    assert all(one["erased"] for one in told)
    keys = home.house.rooms["sessions"].keys
    assert all(keys.is_destroyed(key) for key in of_it(home, meeting))
    assert of_it(home, meeting) <= set(home.house.erasures.keys()), "no backup brings any of it back"


def test_a_crash_in_the_middle_leaves_nothing_of_it_either_S9(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, room = there(home), home.house.rooms["sessions"]
    place = ordered(home, meeting)
    destroy = Keys.destroy
    died: list[str] = []

    def dies_at_the_third(keys: Keys, key: str) -> None:
        if len(died) == 2:
            raise Away("the store of keys")
        died.append(key)
        destroy(keys, key)

    with monkeypatch.context() as crash:
        crash.setattr(Keys, "destroy", dies_at_the_third)
        refused(home.as_("wren").post(f"{place}/approval"), 503)

    wait_for(lambda: room.store.get(Keeping, UUID(place.rpartition("/")[2])).status == "erased")

    assert all(room.keys.is_destroyed(key) for key in of_it(home, meeting))


def test_nothing_is_added_to_a_meeting_that_was_erased_S9(home: Household) -> None:
    meeting = held(home, group(home), "maya", "jordan")
    done(brought(home, meeting, "maya"), 201)

    erased(home, meeting)

    refused(brought(home, meeting, "jordan"), 410, "erased")
    refused(written(home, meeting), 410, "erased")
    for by in ("jordan", "sam"):
        refused(sign(home, meeting, by), 410, "erased")


def test_nor_to_one_that_was_erased_before_it_began_S9(home: Household) -> None:
    meeting = scheduled(home, group(home), hours=1)
    done(brought(home, meeting, "maya"), 201)
    mine = f"{meeting}/contributions/" + home.as_("maya").get(f"{meeting}/contributions").json()[0]["id"]
    erased(home, meeting)

    sam, tag = home.as_("sam"), {"If-Match": home.as_("sam").get(meeting).headers["ETag"]}
    moved = {"starts": starts(home, 5), "minutes": 60, "modality": "video"}
    for answer in (
        sam.put(f"{meeting}/schedule", json=moved, headers=tag),
        sam.post(f"{meeting}/cancellation", json={"told_at": starts(home, 0)}),
        home.as_("maya").post(f"{mine}/sharing"),
    ):
        refused(answer, 410, "erased")
    later(home, hours=2)
    for answer in (hold(home, meeting, "maya"), sam.post(f"{meeting}/absence")):
        refused(answer, 410, "erased")
    home.settle()
    worker = home.person("maya")
    told = home.as_("petra").get(f"/attendances?worker={worker}").text
    assert str(attendance_of(UUID(meeting.rpartition("/")[2]), home.demo.people["maya"])) not in told


def test_nor_is_it_said_of_a_circle_s_meeting_that_a_manager_comes_S9(home: Household) -> None:
    meeting = scheduled(home, circle_with_wren(home), "maya", hours=1)
    done(brought(home, meeting, "maya", "K17-08"), 201)
    erased(home, meeting)

    answer = home.as_("jordan").post(f"{meeting}/managers", json={"managers_attend": True})
    refused(answer, 410, "erased")


def test_the_evidence_does_not_tell_who_was_there_C5(home: Household) -> None:
    meeting = there(home)

    told = home.as_("rowan").get(erased(home, meeting)).json()

    assert [one["key"] for one in told["keys"]] == [f"rk:{meeting.rpartition('/')[2]}"]


def test_another_meeting_of_the_same_group_stays_as_it_is_S9(home: Household) -> None:
    path = group(home)
    one, other = (held(home, path, "maya", "jordan") for _ in range(2))
    for meeting in (one, other):
        done(brought(home, meeting, "maya"), 201)

    erased(home, one)

    [told] = home.as_("jordan").get(f"{other}/contributions").json()
    assert told["words"] == "My issue"


def test_of_any_other_record_its_own_key_goes_and_no_other(home: Household) -> None:
    store, id = home.house.rooms["sessions"].store, UUID(int=7)

    assert list(keys_of(store, "session", id)) == [f"rk:{id}"]


def circle_with_wren(home: Household) -> str:
    """Of Maya and Jordan, with a privacy officer; where she comes, that was said beforehand."""
    path = formed(home, "maya", "co-reflection", shared=True, managers_attend=True)
    for one in ("maya", "jordan", "wren"):
        joined(home, path, one, "maya")
    return path


def held_later(home: Household, path: str, *there: str) -> str:
    meeting = scheduled(home, path, "maya", hours=2, managers_attend=True)
    later(home, hours=3)
    done(hold(home, meeting, *there, by="maya"))
    return meeting


def test_an_officer_who_was_there_decides_nothing_about_it_C5(home: Household) -> None:
    meeting = held_later(home, circle_with_wren(home), "maya", "jordan", "wren")

    refused(order(home, meeting, "wren"), 403)
    done(brought(home, meeting, "maya", "K17-08"), 201)
    place = ordered(home, meeting)
    refused(home.as_("wren").post(f"{place}/approval"), 403)


def test_nor_does_one_who_brought_something_or_arranged_it_and_was_not_there_C5(home: Household) -> None:
    path = circle_with_wren(home)
    brings = scheduled(home, path, "maya", hours=2)
    done(brought(home, brings, "wren", "K17-08"), 201)
    arranged = scheduled(home, path, "wren", hours=2)
    done(brought(home, arranged, "maya", "K17-08"), 201)

    for meeting in (brings, arranged):
        refused(order(home, meeting, "wren"), 403)


def test_an_officer_who_belongs_to_the_group_and_had_no_part_in_a_meeting_decides_about_it_C5(
    home: Household,
) -> None:
    meeting = held_later(home, circle_with_wren(home), "maya", "jordan")
    done(brought(home, meeting, "maya", "K17-08"), 201)

    assert order(home, meeting, "wren").status_code == 201


def test_of_a_performance_record_everybody_who_wrote_in_it_is_a_party_C5(home: Household) -> None:
    path = noted(home)
    show(home, path)
    room = home.house.rooms["sessions"]
    record = room.store.get(PerformanceRecord, UUID(path.rpartition("/")[2]))
    wren = home.demo.people["wren"]
    record.plan(wren, PLAN)
    room.store.append(record, Acting(actor=wren))

    body = {"record_type": "performance-record", "record": str(record.id)}
    refused(order(home, path, "wren", **body), 403)
    assert order(home, path, "rowan", **body).status_code == 201


def test_no_officer_finds_out_by_ordering_who_brought_something_or_was_there_C5(home: Household) -> None:
    meeting = there(home)
    id = UUID(meeting.rpartition("/")[2])
    people = [home.demo.people[one] for one in ("maya", "sam")]
    ids = {"contribution": [contribution_of(id, one, 1) for one in people]}
    ids["attendance"] = [attendance_of(id, one) for one in people]

    hold = {name: value for name, value in ORDER.items() if name != "reason"}
    for kind, both in ids.items():
        for path, body in (("/erasures", ORDER), ("/holds", hold)):
            asked = [body | {"record_type": kind, "record": str(one)} for one in both]
            told = [refused(home.as_("rowan").post(path, json=one), 422) for one in asked]
            assert told[0] == told[1]


def test_what_was_held_by_itself_before_is_no_record_of_its_own_any_more(home: Household) -> None:
    store, officer = home.house.rooms["sessions"].store, home.demo.people["rowan"]
    keeping = Keeping(Keeping.id_of("contribution", UUID(int=7)))
    keeping.hold(officer, Target("contribution", UUID(int=7), home.demo.agencies["harbour"]), "w")
    store.append(keeping, Acting(actor=officer))

    refused(home.as_("rowan").get(f"/erasures/{keeping.id}"), 404)


def test_an_officer_who_was_there_may_hold_it_and_releases_no_hold_C5(home: Household) -> None:
    meeting = held_later(home, circle_with_wren(home), "maya", "jordan", "wren")
    body = {"record_type": "group-session", "record": meeting.rpartition("/")[2], "words": "A tribunal."}
    place = done(home.as_("wren").post("/holds", json=body), 201).headers["Location"]

    refused(home.as_("wren").post(f"{place}/holds/1/release"), 403)

    done(home.as_("rowan").post(f"{place}/holds/1/release"))
