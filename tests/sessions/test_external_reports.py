"""What was done outside: recorded once, by its author, and a step of nothing (C6)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.sessions.domain.external_reports import (
    ExternalReport,
    LawUnnamed,
    NotTheAuthor,
    NotYetHappened,
    OwnRecord,
)
from services.sessions.events.external_reports import (
    Because,
    EmergencyServiceCalled,
    ExternalReportRecorded,
    ExternalReportShown,
    NoticeWithheld,
)
from shared.identity import AgencyId, PersonId

SAM, MAYA = PersonId(UUID(int=11)), PersonId(UUID(int=12))
AGENCY, CONCERN = AgencyId(UUID(int=21)), UUID(int=31)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
BY: dict[str, Any] = {"by": SAM, "agency": AGENCY, "concern": CONCERN}


def reported(**other: Any) -> ExternalReportRecorded:
    return ExternalReportRecorded(**BY | {"authority": "The office", "reported_at": NOON} | other)


def called(**other: Any) -> EmergencyServiceCalled:
    return EmergencyServiceCalled(**BY | {"service": "Ambulance", "called_at": NOON} | other)


def withheld(**other: Any) -> NoticeWithheld:
    return NoticeWithheld(**BY | {"because": Because.DANGER, "until": NOON} | other)


def given() -> ExternalReport:
    return ExternalReport(uuid4(), [reported()])


@pytest.mark.parametrize(
    ("told", "kind"),
    [(reported(), "report"), (called(), "emergency-call"), (withheld(), "withheld-notice")],
    ids=["report", "call", "withheld"],
)
@pytest.mark.parametrize("concern", [CONCERN, None], ids=["a concern", "none"])
def test_each_of_the_three_is_recorded_with_a_concern_or_without_C6(
    told: Any, kind: str, concern: UUID | None
) -> None:
    told = told.model_copy(update={"concern": concern})

    one = ExternalReport.record_outside(uuid4(), told, NOON)

    assert one.new == [told]
    assert (one.author, one.agency, one.kind, one.concern) == (SAM, AGENCY, kind, concern)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (reported(reported_at=NOON + MOMENT), "report.reported_at"),
        (called(called_at=NOON + MOMENT), "call.called_at"),
    ],
    ids=["report", "call"],
)
def test_only_what_was_done_is_recorded_C6(told: Any, field: str) -> None:
    with pytest.raises(NotYetHappened) as refused:
        ExternalReport.record_outside(uuid4(), told, NOON)

    assert refused.value.fields == (field,)


@pytest.mark.parametrize("off", [timedelta(days=-30), timedelta(days=30)])
def test_a_notice_is_withheld_until_any_time_C6(off: timedelta) -> None:
    assert ExternalReport.record_outside(uuid4(), withheld(until=NOON + off), NOON).new


def test_a_law_that_forbids_to_tell_is_named_C6() -> None:
    with pytest.raises(LawUnnamed):
        ExternalReport.record_outside(uuid4(), withheld(because=Because.LAW), NOON)
    assert ExternalReport.record_outside(uuid4(), withheld(because=Because.LAW, law="Act, 12"), NOON).new


def test_its_author_lets_somebody_see_it_once_C6() -> None:
    one = given()

    one.show(SAM, MAYA)
    one.show(SAM, MAYA)

    assert one.new == [ExternalReportShown(by=SAM, to=MAYA)]
    assert one.shown == {MAYA}


def test_nobody_but_its_author_lets_anybody_see_it_C6() -> None:
    with pytest.raises(NotTheAuthor):
        given().show(MAYA, MAYA)


def test_nobody_is_let_see_what_is_their_own_C6() -> None:
    with pytest.raises(OwnRecord):
        given().show(SAM, SAM)
