"""Trainings and supervision outside the house: recorded, withdrawn, ended; and what is due (D7, K6)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from services.directory.domain.person import Person
from services.directory.domain.policy_set import Edition
from services.directory.domain.refusals import (
    EndsBeforeItStarts,
    NoRecurrence,
    OutOfTime,
    OutsideSupervisionIsOver,
    TrainingIsWithdrawn,
    UnknownTopic,
    WouldProlong,
)
from services.directory.domain.required import Required
from services.directory.domain.training import Appointed, As, due, earliest, first_days
from services.directory.events import (
    OutsideSupervisionEnded,
    OutsideSupervisionRecorded,
    PersonFact,
    PolicyRules,
    PolicySetChosen,
    Requirements,
    TopicDue,
    TrainingRecorded,
    TrainingWithdrawn,
)
from services.directory.training import TAG, TOPICS
from tests.directory.acts import ADDED, FRIDAY, HARBOUR, HILLTOP, JORDAN, MAYA, MONDAY, PETRA, Copy, a_copy
from tests.directory.topics import REMARKED, expected
from tests.shape.test_domain_codes import DOMAIN, citable

ONE, OTHER = UUID(int=61), UUID(int=62)
DAY = timedelta(days=1)
TAKEN = TrainingRecorded(training=ONE, topic="K6-01", taken_on=MONDAY, provider="The college", by=MAYA)
WITHDRAWN = TrainingWithdrawn(training=ONE, by=PETRA)
OUTSIDE = OutsideSupervisionRecorded(
    supervision=OTHER, with_whom="Somebody", starts=MONDAY, ends=None, frequency="FREQ=MONTHLY", by=MAYA
)
ENDED = OutsideSupervisionEnded(supervision=OTHER, last_day=FRIDAY, by=PETRA)


def given(*history: PersonFact) -> Person:
    return Person(MAYA, (ADDED, *history))


def test_every_topic_of_the_catalogue_is_there_once_and_on_its_side_K6() -> None:
    codes = [one.code for one in TOPICS]

    assert codes == sorted(code for code in citable() if code.startswith("K6-"))
    assert {one.code: one.side for one in TOPICS} == {code: side for code, (side, _) in expected().items()}


@pytest.mark.parametrize("topic", TOPICS, ids=lambda one: one.code)
def test_a_topic_says_what_the_catalogue_says_and_where_it_is_from_K6(topic) -> None:
    _, words = expected()[topic.code]
    shorts = set(re.findall(r"^\| ([A-Z]{2}) \|", DOMAIN.read_text("utf-8"), re.MULTILINE))

    assert words in topic.text.lower()
    assert re.fullmatch(r"[A-Z][^.?!\n]*\.", topic.text)
    assert {source.partition(" ")[0] for source in topic.source.split(", ")} <= shorts
    assert bool(topic.remark) == (int(topic.code[3:]) in REMARKED)


def test_no_two_topics_say_the_same_K6() -> None:
    assert [text for text, many in Counter(one.text for one in TOPICS).items() if many > 1] == []
    assert re.fullmatch(r"[0-9a-f]{16}", TAG)


def test_the_topics_are_read_as_they_lie_there_K6() -> None:
    file = Path(__file__).parents[2] / "services" / "directory" / "training" / "topics.toml"

    assert re.findall(r"^\[(.+)\]$", file.read_text("utf-8"), re.MULTILINE) == [one.code for one in TOPICS]


def test_a_training_is_recorded_with_its_topic_and_day_D7() -> None:
    person = given()

    person.record_training(ONE, MAYA, "K6-01", MONDAY, "The college", today=MONDAY)

    assert person.new == [TAKEN]
    assert person.trainings[ONE].withdrawn_by is None


@pytest.mark.parametrize("topic", [f"K{6}-71", f"K{6}-00", "K3-01", "k6-01", "", "K6"])
def test_a_topic_that_the_catalogue_does_not_have_is_refused_K6(topic: str) -> None:
    with pytest.raises(UnknownTopic) as refused:
        given().record_training(ONE, MAYA, topic, MONDAY, None, today=MONDAY)

    assert refused.value.fields == ("topic",)


@pytest.mark.parametrize("day", [MONDAY + DAY, date(1899, 12, 31)], ids=["to come", "before 1900"])
def test_a_training_that_cannot_have_been_taken_is_refused_D7(day: date) -> None:
    with pytest.raises(OutOfTime) as refused:
        given().record_training(ONE, MAYA, "K6-01", day, None, today=MONDAY)

    assert refused.value.fields == ("taken_on",)


def test_a_training_entered_wrongly_is_withdrawn_once_D7() -> None:
    person = given(TAKEN)

    person.withdraw_training(ONE, PETRA)

    assert person.new == [WITHDRAWN]
    assert person.trainings[ONE].withdrawn_by == PETRA
    with pytest.raises(TrainingIsWithdrawn):
        person.withdraw_training(ONE, PETRA)


def test_supervision_outside_is_recorded_and_ended_once_D7() -> None:
    person = given()

    person.record_outside_supervision(OTHER, MAYA, "Somebody", MONDAY, None, "FREQ=MONTHLY")
    person.end_outside_supervision(OTHER, PETRA, FRIDAY)

    assert person.new == [OUTSIDE, ENDED]
    assert (person.outside[OTHER].ends, person.outside[OTHER].ended) == (FRIDAY, True)
    with pytest.raises(OutsideSupervisionIsOver):
        person.end_outside_supervision(OTHER, MAYA, FRIDAY)


@pytest.mark.parametrize(
    ("starts", "ends", "frequency", "refusal", "field"),
    [
        (FRIDAY, MONDAY, None, EndsBeforeItStarts, "ends"),
        (date(1899, 1, 1), None, None, OutOfTime, "starts"),
        (MONDAY, date(2201, 1, 1), None, OutOfTime, "ends"),
        (MONDAY, None, "monthly", NoRecurrence, "frequency"),
        (MONDAY, None, "FREQ=HOURLY", NoRecurrence, "frequency"),
    ],
)
def test_supervision_outside_that_cannot_be_meant_is_refused_D7(
    starts: date, ends: date | None, frequency: str | None, refusal: type[Exception], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        given().record_outside_supervision(OTHER, MAYA, None, starts, ends, frequency)

    assert refused.value.fields == (field,)  # type: ignore[attr-defined]


def test_supervision_outside_does_not_end_before_it_starts_nor_later_than_was_said_D7() -> None:
    until_friday = given(OUTSIDE.model_copy(update={"ends": FRIDAY}))

    for last_day, refusal in (
        (MONDAY - DAY, EndsBeforeItStarts),
        (FRIDAY + DAY, WouldProlong),
        (date(2201, 1, 1), OutOfTime),
    ):
        with pytest.raises(refusal):
            until_friday.end_outside_supervision(OTHER, MAYA, last_day)


def asked(as_: As = "supervisor", *, today: date = FRIDAY, advised: bool = False, **topics: int) -> Appointed:
    """Somebody who began on Monday where these topics are due within so many days."""
    training = [{"topic": code.replace("_", "-"), "within_days": days} for code, days in topics.items()]
    rules = PolicyRules.model_validate(
        {
            "title": "Set",
            "sources": ["Page 1"],
            "requirements": {as_: {"training": training}},
            "advised": [f"{as_}.training"] if advised else [],
        }
    )
    choice = PolicySetChosen(policy_set=ONE, holds_from=MONDAY, stricter=Requirements())
    return Appointed(HARBOUR, as_, MONDAY, today, Required.of(choice, Edition(1, MONDAY, rules)))


@pytest.mark.parametrize(
    ("today", "taken", "status"),
    [
        (MONDAY + 4 * DAY, {}, "open"),
        (MONDAY + 5 * DAY, {}, "overdue"),
        (MONDAY + 5 * DAY, {"K6-02": MONDAY}, "overdue"),
        (MONDAY + 5 * DAY, {"K6-01": MONDAY}, "taken"),
        (MONDAY + 9 * DAY, {"K6-01": MONDAY + 8 * DAY}, "taken"),
    ],
    ids=["its last day", "the day after", "another topic", "in time", "late"],
)
def test_a_topic_is_due_so_many_days_after_the_first_D7(
    today: date, taken: dict[str, date], status: str
) -> None:
    (one,) = due([asked(today=today, K6_01=4)], taken)

    assert (one.topic, one.due_on, one.as_, one.status) == ("K6-01", FRIDAY, "supervisor", status)
    assert one.taken_on == taken.get("K6-01")


def test_a_last_day_that_the_calendar_does_not_have_is_none_D7() -> None:
    began = replace(asked(K6_01=31, K6_02=30), since=date(9999, 12, 1))

    assert [(one.topic, one.due_on, one.status) for one in due([began], {})] == [
        ("K6-01", None, "open"),
        ("K6-02", date.max, "open"),
    ]


@pytest.mark.parametrize(("today", "late"), [(MONDAY, False), (FRIDAY, False), (FRIDAY + DAY, True)])
def test_the_day_on_which_a_topic_is_due_is_still_in_time_D7(today: date, late: bool) -> None:
    assert TopicDue(topic="K6-01", within_days=4).is_overdue(MONDAY, today) is late


def test_supervisors_and_workers_are_asked_what_is_theirs_and_told_what_is_only_advised_D7() -> None:
    dues = due([asked(K6_01=0), asked("worker", advised=True, K6_42=183)], {})

    assert [(one.as_, one.topic, one.advised) for one in dues] == [
        ("supervisor", "K6-01", False),
        ("worker", "K6-42", True),
    ]


def test_days_are_counted_from_the_first_day_of_what_lasts_at_each_agency_D7() -> None:
    spells = [
        (HARBOUR, FRIDAY, None),
        (HARBOUR, MONDAY, FRIDAY),
        (HILLTOP, MONDAY, MONDAY),
        (HILLTOP, FRIDAY + DAY, None),
    ]

    assert first_days(spells, lambda _: FRIDAY) == {HARBOUR: MONDAY, HILLTOP: FRIDAY + DAY}


def test_the_first_time_counts_and_what_was_withdrawn_does_not_D7() -> None:
    later = TAKEN.model_copy(update={"training": OTHER, "taken_on": FRIDAY})

    assert earliest(given(later, TAKEN).trainings.values()) == {"K6-01": MONDAY}
    assert earliest(given(TAKEN, later, WITHDRAWN).trainings.values()) == {"K6-01": FRIDAY}


@pytest.fixture
def copy() -> Iterator[Copy]:
    with a_copy(over_the_bus=True) as made:
        yield made


def test_others_know_in_what_somebody_was_trained_by_a_day_D7(copy: Copy) -> None:
    copy.hear((MAYA, TAKEN))
    trained = copy.relations.trained_in

    assert trained(MAYA, MONDAY - DAY) == frozenset()
    assert trained(MAYA, MONDAY) == {"K6-01"}
    assert trained(JORDAN, MONDAY) == frozenset()

    copy.hear((MAYA, WITHDRAWN))
    assert trained(MAYA, MONDAY) == frozenset()


def test_others_know_whether_somebody_was_supervised_outside_on_a_day_D7(copy: Copy) -> None:
    copy.hear((MAYA, OUTSIDE))
    outside = copy.relations.outside_supervision

    assert [outside(MAYA, day) for day in (MONDAY - DAY, MONDAY, FRIDAY + DAY)] == [False, True, True]
    assert not outside(JORDAN, MONDAY)

    copy.hear((MAYA, ENDED))
    assert [outside(MAYA, day) for day in (FRIDAY, FRIDAY + DAY)] == [True, False]
