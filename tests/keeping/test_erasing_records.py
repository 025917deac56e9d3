"""Having a record's content erased, over HTTP: by two officers, after its time of keeping, under no hold, for good (C5, S6)."""

from datetime import timedelta
from typing import Any, Final, get_args
from uuid import UUID, uuid4

import pytest

from services.sessions.api.kept import KEPT
from services.sessions.domain.session import Session
from services.sessions.domain.under import Under
from services.sessions.events import Modality
from services.sessions.forms.erasing import KindOfRecord
from shared.access import Decision, open_content
from shared.identity import Acting
from shared.keeping import ErasureReason, Keeping, Standing, Target
from shared.keeping.carrying import carry_out
from shared.keys import Erased
from shared.tables import Away
from tests.clocks import right_only_while_compared
from tests.edge.given import NOBODY, hear_from_agreements, hear_of_the_directory, once, refused
from tests.edge.given_groups import group, held, later, starts, written
from tests.edge.sessions import contact, done, outline, recorded, to_come
from tests.edge.test_performance import noted, show
from tests.edge.test_roles import give
from tests.house import START, Household

WORDS: Final = "Seven years and more have passed."
WHY_CANCELLED: Final = "The garden is flooded."
YEARS: Final = timedelta(days=7 * 366)
ALLOWED: Final = Decision(allowed=True, rule="SE1", version="v", relation="worker", action="read-record")


def test_every_kind_of_record_that_is_kept_can_be_named() -> None:
    assert set(get_args(KindOfRecord)) == set(KEPT)


def test_a_kind_of_record_that_is_none_is_refused_with_those_there_are(shared_home: Household) -> None:
    told = {"record_type": "diary", "record": NOBODY, "words": WORDS}

    fields = refused(shared_home.as_("rowan").post("/holds", json=told), 422, "invalid")["fields"]

    assert [one["field"] for one in fields] == ["record_type"]
    assert "'session'" in fields[0]["rule"]


def session(home: Household, *, over: bool = True) -> UUID:
    """Of Maya and Sam, called off with a word why; or still ahead."""
    people, starts = home.demo.people, START + timedelta(days=2)
    under = Under(
        agreement=home.demo.agreements["maya-sam"],
        worker=people["maya"],
        agency=home.demo.agencies["harbour"],
        placement=home.demo.placements["maya"],
        is_over=False,
        supervising={people["sam"]},
    )
    made = Session.schedule(
        uuid4(),
        under,
        by=people["maya"],
        supervisor=people["sam"],
        starts=starts,
        minutes=60,
        modality=Modality.FACE_TO_FACE,
        now=START,
    )
    if over:
        sam = people["sam"]
        made.cancel(sam, called_off_by=sam, told_at=START, reason=WHY_CANCELLED, now=START, under=under)
    home.house.rooms["sessions"].store.append(made, Acting(actor=people["maya"]))
    return made.id


def years_later(home: Household, by: str = "maya") -> None:
    home.clock.move(days=YEARS.days + 3)
    hear_of_the_directory(home, by=by)
    hear_from_agreements(home)


def order(home: Household, record: UUID | str, by: str = "rowan", **other: Any) -> Any:
    body = {"record_type": "session", "record": str(record), "reason": "retention-over", "words": WORDS}
    return home.as_(by).post("/erasures", json=body | other)


def ordered(home: Household, record: UUID, by: str = "rowan") -> str:
    answer = order(home, record, by)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def test_what_two_officers_decided_is_erased_and_a_later_reading_says_so_C5(home: Household) -> None:
    record, store = session(home), home.house.rooms["sessions"].store
    years_later(home)
    place = ordered(home, record)
    _, records = store.past(Session, record)
    acting = Acting(actor=home.demo.people["maya"])
    assert open_content(store, records[1:], ALLOWED, acting, fields=("reason",)), (
        "an order alone erases nothing"
    )

    assert home.as_("wren").post(f"{place}/approval").status_code == 204

    with pytest.raises(Erased):
        open_content(store, records[1:], ALLOWED, acting, fields=("reason",))
    told = home.as_("rowan").get(place).json()
    assert (told["status"], told["target"]) == ("erased", str(record))
    assert [one["key"] for one in told["keys"]] == [f"rk:{record}"]
    listed = home.house.erasures.keys()
    assert f"rk:{record}" in listed, "no backup brings it back"


def test_while_its_time_of_keeping_runs_only_what_was_never_lawful_goes_C5(home: Household) -> None:
    record = session(home)
    home.clock.move(days=3)
    hear_of_the_directory(home)

    refused(order(home, record), 409, "still-kept")
    refused(order(home, record, reason="own-wish"), 409, "still-kept")
    assert order(home, record, reason="never-lawful").status_code == 201


def test_what_is_not_over_has_no_time_of_keeping_yet_C5(home: Household) -> None:
    record = session(home, over=False)

    refused(order(home, record), 409, "still-open")


def test_of_what_holds_no_content_nothing_is_erased_until_there_is_some_C5(home: Household) -> None:
    meeting = held(home, group(home), "maya", "jordan")
    asked = {"record_type": "group-session", "reason": "never-lawful"}
    refused(order(home, meeting.rpartition("/")[2], **asked), 409, "nothing-sealed")

    done(written(home, meeting), 201)

    assert order(home, meeting.rpartition("/")[2], **asked).status_code == 201


def test_what_was_erased_before_anything_was_written_is_not_written_then_C5(home: Household) -> None:
    record = contact(home)
    store, id = home.house.rooms["sessions"].store, UUID(record.rpartition("/")[2])
    keeping = Keeping(Keeping.id_of("session", id))
    target = Target("session", id, home.demo.agencies["harbour"])
    acting = Acting(actor=home.demo.people["wren"])
    one, other = home.demo.people["rowan"], home.demo.people["wren"]
    today = home.clock().date()
    keeping.order_erasure(one, target, ErasureReason.NEVER_LAWFUL, WORDS, Standing(today), sealed=True)
    keeping.approve(other, 35, Standing(today))
    store.append(keeping, acting)

    carry_out(store, keeping.id, [f"rk:{id}"], acting)

    refused(home.as_("sam").post(f"{record}/record", json=outline(home)), 410, "erased")


def test_a_hold_keeps_it_whatever_was_ordered_C5(home: Household) -> None:
    record = session(home)
    years_later(home)
    place = ordered(home, record)
    body = {"record_type": "session", "record": str(record), "words": "A tribunal asked for it."}
    held = home.as_("wren").post("/holds", json=body)
    assert (held.status_code, held.headers["Location"]) == (201, place)
    refused(home.as_("wren").post(f"{place}/approval"), 409, "under-hold")

    assert home.as_("rowan").post(f"{place}/holds/1/release").status_code == 204
    assert home.as_("wren").post(f"{place}/approval").status_code == 204


def test_whoever_ordered_does_not_approve_and_an_order_is_declined_C5(home: Household) -> None:
    record = session(home)
    years_later(home)
    place = ordered(home, record)
    refused(home.as_("rowan").post(f"{place}/approval"), 409, "needs-another-person")

    assert home.as_("wren").post(f"{place}/withdrawal").status_code == 204

    refused(home.as_("wren").post(f"{place}/approval"), 409, "not-ordered")


def test_what_somebody_adds_after_the_order_is_not_erased_with_it_S13(home: Household) -> None:
    path = noted(home)
    show(home, path)
    done(home.as_("petra").post(f"{path}/closing", json={}))
    years_later(home)
    ordering = order(home, path.rpartition("/")[2], record_type="performance-record")
    place = str(done(ordering, 201).headers["Location"])
    done(home.as_("maya").post(f"{path}/comments", json={"words": "I want this kept."}))

    refused(home.as_("wren").post(f"{place}/approval"), 409, "still-kept")

    told = home.as_("maya").get(f"{path}/words").json()["entries"]
    assert told[-1]["words"] == "I want this kept."


@pytest.mark.parametrize("by", ["maya", "sam", "petra", "tomasz", "dilip", "nora", "ines"])
def test_nobody_but_its_agency_s_officers_orders_holds_or_sees_it_C5(by: str, home: Household) -> None:
    record = session(home)
    years_later(home)
    place = ordered(home, record)
    home.settle()

    refused(order(home, record, by), 404)
    refused(home.as_(by).get(place), 404)
    refused(home.as_(by).post(f"{place}/approval"), 404)
    refused(home.as_(by).get(f"/erasures?agency={home.demo.agencies['harbour']}"), 403)


def test_officers_list_what_is_held_or_ordered_at_their_agency_C5(home: Household) -> None:
    record = session(home)
    years_later(home)
    place = ordered(home, record)
    home.settle()

    [told] = home.as_("wren").get(f"/erasures?agency={home.demo.agencies['harbour']}").json()

    assert (f"/erasures/{told['id']}", told["record"], told["erasure"]) == (place, str(record), "ordered")


def test_a_record_or_kind_that_is_not_there_is_said_to_be_wrong(home: Household) -> None:
    refused(order(home, NOBODY), 404)
    refused(order(home, NOBODY, record_type="diary-entry"), 422)
    refused(home.as_("rowan").get(f"/erasures/{NOBODY}"), 404)


def test_a_clock_that_somebody_set_ends_no_time_of_keeping_C5(home: Household) -> None:
    record = session(home)
    home.clock.set_wrong(days=YEARS.days + 3)
    hear_of_the_directory(home)

    answer = order(home, record)

    refused(answer, 409, "clocks-disagree")
    assert answer.headers["Retry-After"] == "60"
    assert order(home, record, reason="never-lawful").status_code == 201, "which waits for no time"


def test_nor_does_one_that_is_right_only_while_it_is_compared_C5(home: Household) -> None:
    record = session(home)
    with right_only_while_compared(home, days=YEARS.days + 3):
        hear_of_the_directory(home)
        refused(order(home, record), 409, "still-kept")


def test_nor_is_an_order_approved_while_nobody_can_tell_the_time_C5(home: Household) -> None:
    record = session(home)
    years_later(home)
    place = ordered(home, record)
    home.clock.set_wrong(days=30)
    hear_of_the_directory(home)
    refused(home.as_("wren").post(f"{place}/approval"), 409, "clocks-disagree")

    home.clock.set_wrong(days=-30)

    assert home.as_("wren").post(f"{place}/approval").status_code == 204


def gone(home: Household, path: str) -> str:
    """Erased by two officers, as what should never have been recorded."""
    place = done(order(home, path.rpartition("/")[2], reason="never-lawful"), 201).headers["Location"]
    done(home.as_("wren").post(f"{place}/approval"))
    return path


def test_of_a_session_to_come_that_was_erased_nothing_is_recorded_any_more_C5(home: Household) -> None:
    done(give(home, "tomasz", "jordan", "agency_supervisor"), 201)
    home.settle()
    path = to_come(home, third=home.person("jordan"), format="co-supervision")
    item = {"heading": "It names somebody."}
    done(home.as_("maya").post(f"{path}/agenda-items", json=item), 201)
    gone(home, path)
    maya, sam = home.as_("maya"), home.as_("sam")
    tag = {"If-Match": maya.get(path).headers["ETag"]}
    moved = {"starts": starts(home, 5), "minutes": 60, "modality": "video"}
    called_off = {"told_at": starts(home, 0)}

    for answer in (
        sam.put(f"{path}/schedule", json=moved, headers=tag),
        maya.post(f"{path}/co-supervision"),
        maya.delete(f"{path}/co-supervision", headers=tag),
        maya.post(f"{path}/cancellation", json=called_off),
        maya.post(f"{path}/shown", json={"to": home.person("jordan")}),
    ):
        refused(answer, 410, "erased")
    later(home, hours=2)
    refused(sam.post(f"{path}/holding", json={"minutes": 50, "extent": "full"}), 410, "erased")
    refused(sam.post(f"{path}/absence", json={"who": home.person("maya")}), 410, "erased")
    assert maya.get(path).json()["status"] == "scheduled"


def test_nor_is_one_that_was_held_recorded_otherwise_C5(home: Household) -> None:
    path = gone(home, recorded(home))
    as_it_was = {"became": "held", "minutes": 45, "extent": "full"}
    for by in ("maya", "sam"):
        answer = home.as_(by).post(f"{path}/holding/corrections", json=as_it_was)
        refused(answer, 410, "erased")
    refused(home.as_("petra").post(f"{path}/holding/corrections", json=as_it_was), 403)


def test_an_approval_that_could_not_be_carried_out_is_not_answered_as_if_it_was_C5(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sent with a key or not: it stands, and is carried out as soon as it can be."""
    path = recorded(home)
    years_later(home)
    place = order(home, path.rpartition("/")[2]).headers["Location"]

    def away(*_: Any) -> None:
        raise Away("the list of erasures")

    monkeypatch.setattr("services.sessions.api.erasing.carry_out", away)
    refused(home.as_("wren").post(f"{place}/approval", headers=once()), 503, "away")
    monkeypatch.undo()
    assert home.as_("wren").get(place).json()["status"] in ("approved", "erased")
