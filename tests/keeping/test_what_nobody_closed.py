"""What nobody recorded or closed is over with its time, or with the supervision it belongs to: its time of keeping begins all the same (C5)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import pytest

from tests.edge.given import agreed, drafted, hear_from_agreements, hear_of_the_directory, refused, sign
from tests.edge.given_groups import accepting, brought, formed, group, scheduled
from tests.edge.sessions import done, to_come
from tests.edge.test_dual_relationships import brought as weighed_together
from tests.edge.test_goals import ANSWERS, placed
from tests.edge.test_performance import noted
from tests.house import Household
from tests.keeping.gone import gone, leave
from tests.keeping.test_erasing_people import signed_in
from tests.keeping.test_erasing_records import YEARS, years_later


def order(home: Household, kind: str, path: str, **other: Any) -> Any:
    body = {"record_type": kind, "record": path.rpartition("/")[2], "reason": "retention-over", "words": "W"}
    return home.as_("rowan").post("/erasures", json=body | other)


def approved(home: Household, ordering: Any) -> None:
    done(home.as_("wren").post(f"{done(ordering, 201).headers['Location']}/approval"))


def a_session(home: Household) -> str:
    path = to_come(home)
    done(home.as_("maya").post(f"{path}/agenda-items", json={"heading": "The rota"}), 201)
    return path


def a_meeting(home: Household) -> str:
    meeting = scheduled(home, group(home), hours=2)
    done(brought(home, meeting, "maya"), 201)
    return meeting


@pytest.mark.parametrize(
    ("kind", "begun", "part"),
    [("session", a_session, "agenda"), ("group-session", a_meeting, "contributions")],
)
def test_what_was_set_and_never_recorded_is_over_with_its_time_C5(
    kind: str, begun: Callable[[Household], str], part: str, home: Household
) -> None:
    path = begun(home)
    refused(order(home, kind, path), 409, "still-open")
    home.clock.move(days=2)
    hear_of_the_directory(home)
    refused(order(home, kind, path), 409, "still-kept")
    years_later(home)

    approved(home, order(home, kind, path))

    answer = home.as_("maya").get(f"{path}/{part}")
    assert answer.status_code == 410 or [one.get("words") for one in answer.json()] == [None]


def ended(home: Household, key: str, by: str) -> None:
    done(home.as_(by).post(f"/agreements/{home.demo.agreements[key]}/ending", json={"why": "other"}))
    home.settle()


KINDS = [
    ("performance-record", noted, "maya-petra", "petra"),
    ("goal", placed, "maya-sam", "sam"),
    ("dual-relationship", weighed_together, "maya-sam", "sam"),
]


@pytest.mark.parametrize(("kind", "begun", "key", "by"), KINDS)
def test_what_nobody_closed_is_kept_from_the_end_of_supervision_on_C5(
    kind: str, begun: Callable[[Household], str], key: str, by: str, home: Household
) -> None:
    path = begun(home)
    years_later(home)
    refused(order(home, kind, path), 409, "still-open")
    ended(home, key, by)
    refused(order(home, kind, path), 409, "still-kept")
    years_later(home)

    approved(home, order(home, kind, path))

    refused(home.as_("maya").get(f"{path}/words"), 410, "erased")


@pytest.mark.parametrize("erased", [False, True], ids=["left", "both erased"])
@pytest.mark.parametrize(("kind", "begun", "key", "by"), KINDS)
def test_of_who_left_it_is_kept_from_the_last_day_of_their_placement_on_C5(
    kind: str, begun: Callable[[Household], str], key: str, by: str, erased: bool, home: Household
) -> None:
    """Neither party ever ends the agreement."""
    path = begun(home)
    years_later(home)
    refused(order(home, kind, path), 409, "still-open")
    last_day = (home.clock.at - timedelta(days=2)).date().isoformat()
    if erased:
        gone(home, "maya", by, last_day=last_day)
    else:
        leave(home, "maya", "rowan", last_day)
    refused(order(home, kind, path), 409, "still-kept")
    years_later(home, by="rowan")

    approved(home, order(home, kind, path))

    assert home.house.rooms["sessions"].store.keys.is_destroyed(f"rk:{path.rpartition('/')[2]}")


def test_before_the_last_day_of_a_placement_is_past_nothing_is_over_C5(home: Household) -> None:
    path = placed(home)
    years_later(home)
    leave(home, "maya", "rowan", home.clock.at.date().isoformat())

    refused(order(home, "goal", path), 409, "still-open")


def test_words_of_late_count_also_where_the_placement_is_over_S8(home: Household) -> None:
    path = placed(home)
    leave(home, "maya", "rowan")
    still_kept_after_words_of_late(home, path)


def still_kept_after_words_of_late(home: Household, path: str) -> None:
    """Shortly before its time would have been over."""
    home.clock.move(days=YEARS.days - 30)
    hear_of_the_directory(home)
    done(home.as_("maya").post(f"{path}/progress", json={"words": "I go on with it."}))
    home.clock.move(days=60)
    hear_of_the_directory(home)

    refused(order(home, "goal", path), 409, "still-kept")


def test_what_was_added_after_supervision_ended_counts_from_then_S8(home: Household) -> None:
    path = placed(home)
    ended(home, "maya-sam", "sam")
    still_kept_after_words_of_late(home, path)


def test_what_goes_on_under_the_next_agreement_of_the_two_is_not_over_S3(home: Household) -> None:
    path = placed(home)
    ended(home, "maya-sam", "sam")
    agreed(home, starts="2026-03-02")
    home.settle()
    hear_from_agreements(home)
    years_later(home)

    refused(order(home, "goal", path), 409, "still-open")


UNSIGNED: Final[dict[str, dict[str, Any]]] = {
    "goal": ANSWERS,
    "dual-relationship": {"words": "We sing in the same choir."},
}


def begun_under_a_draft(
    home: Household, kind: str = "goal", told: dict[str, Any] = ANSWERS
) -> tuple[str, str]:
    """The draft, and what the two began under it: of performance nothing is noted before an agreement is in force."""
    draft = drafted(home, supervisor="petra", kind="administrative")
    home.settle()
    body = {"agreement": draft.rpartition("/")[2]} | told
    begun = done(home.as_("petra").post(f"/{kind}s", json=body), 201)
    return draft, begun.headers["Location"]


@pytest.mark.parametrize(("kind", "told"), UNSIGNED.items(), ids=UNSIGNED)
def test_what_nobody_closed_under_a_draft_that_nobody_signs_counts_from_what_was_added_last_C5(
    kind: str, told: dict[str, Any], home: Household
) -> None:
    _, path = begun_under_a_draft(home, kind, told)
    refused(order(home, kind, path), 409, "still-kept")
    years_later(home)

    approved(home, order(home, kind, path))

    refused(home.as_("maya").get(f"{path}/words"), 410, "erased")


def test_what_was_added_under_a_draft_begins_its_time_anew_S8(home: Household) -> None:
    _, path = begun_under_a_draft(home)
    still_kept_after_words_of_late(home, path)


def test_once_both_have_signed_it_goes_on_with_their_supervision_C5(home: Household) -> None:
    draft, path = begun_under_a_draft(home)
    years_later(home)
    place = done(order(home, "goal", path), 201).headers["Location"]
    for handle in ("maya", "petra"):
        done(sign(home, draft, handle))
    home.settle()

    refused(home.as_("wren").post(f"{place}/approval"), 409, "still-open")


def test_a_group_of_which_nobody_is_there_any_more_is_over_with_its_last_meeting_S9(home: Household) -> None:
    signed_in(home, "gone")
    path = formed(home, "gone", "co-reflection", shared=True)
    done(home.as_("gone").post(f"{path}/members", json=accepting("gone") | {"placement": None}))
    scheduled(home, path, "gone", hours=24 * 365)
    done(home.as_("gone").post(f"{path}/invitations", json={"person": home.person("maya")}))
    years_later(home)
    refused(order(home, "group", path), 409, "still-open")
    done(home.as_("maya").post(f"{path}/departures", json={"member": home.person("maya")}))
    refused(order(home, "group", path), 409, "still-kept")
    years_later(home)

    approved(home, order(home, "group", path))

    refused(home.as_("gone").get(f"{path}/about"), 410, "erased")


def test_one_that_nobody_changed_since_counts_from_the_meeting_it_last_set_S9(home: Household) -> None:
    signed_in(home, "gone")
    path = formed(home, "gone", "co-reflection", shared=True)
    done(home.as_("gone").post(f"{path}/members", json=accepting("gone") | {"placement": None}))
    scheduled(home, path, "gone", hours=24 * 365)
    years_later(home)
    refused(order(home, "group", path), 409, "still-kept")
    home.clock.move(days=366)
    hear_of_the_directory(home)

    assert order(home, "group", path).status_code == 201


def test_what_should_never_have_been_recorded_waits_for_nobody_to_close_it_C5(home: Household) -> None:
    approved(home, order(home, "performance-record", noted(home), reason="never-lawful"))
