"""One example of every fact of a session, with all of its fields filled; nobody in it exists."""

from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from services.sessions import events as sessions
from shared.identity import AgencyId, PersonId, PlacementId

WORKER, SUPERVISOR, THIRD = (PersonId(UUID(int=number)) for number in (11, 12, 13))
AGENCY, PLACEMENT, SESSION = AgencyId(UUID(int=21)), PlacementId(UUID(int=31)), UUID(int=43)
STARTS: Final = datetime(2026, 3, 10, 14, tzinfo=UTC)
BROUGHT: Final = sessions.BroughtForward(session=SESSION, action=1, item=2)
RECORD: Final = sessions.SessionRecord(
    present=(WORKER, SUPERVISOR, THIRD),
    agenda=("Working alongside the «team»",),
    purposes=tuple(sessions.Purpose),
    functions=tuple(sessions.Function),
    outcomes="Maya asks earlier.\nSam listens.",
    actions=(
        sessions.Action(
            number=1,
            what="Ask for a second key.",
            who=SUPERVISOR,
            by_when=date(2026, 3, 17),
            carried_from=BROUGHT,
        ),
    ),
    next_session=STARTS,
    goes_on_from=SESSION,
)
EXAMPLES: Final = (
    sessions.SessionScheduled(
        by=SUPERVISOR,
        agreement=SESSION,
        worker=WORKER,
        supervisor=SUPERVISOR,
        third=THIRD,
        agency=AGENCY,
        placement=PLACEMENT,
        format=sessions.Format.CO_SUPERVISION,
        modality=sessions.Modality.VIDEO,
        starts=STARTS,
        minutes=60,
        methods=tuple(sessions.Method),
        looked_at=sessions.LookedAt(methods=tuple(sessions.Method)),
        set_at=STARTS,
    ),
    sessions.CoSupervisionAgreedTo(by=WORKER, third=THIRD, agreed_at=STARTS),
    sessions.SessionRescheduled(
        by=WORKER, starts=STARTS, minutes=45, modality=sessions.Modality.TELEPHONE, set_at=STARTS
    ),
    sessions.CoSupervisionDropped(by=WORKER),
    sessions.SessionTakenOver(by=THIRD, instead_of=SUPERVISOR),
    sessions.SessionCancelled(by=WORKER, told_at=STARTS, reason="The «buses» stand still."),
    sessions.SessionMissed(by=WORKER, who=SUPERVISOR),
    sessions.SessionHeld(
        by=SUPERVISOR,
        starts=STARTS,
        minutes=20,
        extent=sessions.Extent.PARTIAL,
        modality=sessions.Modality.FACE_TO_FACE,
        methods=(sessions.Method.RECORDING,),
        looked_at=sessions.LookedAt(methods=(sessions.Method.RECORDING,)),
    ),
    sessions.ContactHeld(
        by=WORKER,
        agreement=SESSION,
        worker=WORKER,
        supervisor=SUPERVISOR,
        agency=AGENCY,
        placement=PLACEMENT,
        modality=sessions.Modality.TELEPHONE,
        starts=STARTS,
        minutes=15,
        methods=(sessions.Method.RECORDING,),
        looked_at=sessions.LookedAt(methods=(sessions.Method.RECORDING,)),
    ),
    sessions.SessionCorrected(
        by=WORKER,
        became=sessions.Became.MISSED,
        starts=STARTS,
        minutes=20,
        modality=sessions.Modality.VIDEO,
        extent=sessions.Extent.PARTIAL,
        who=SUPERVISOR,
        looked_at=sessions.LookedAt(methods=()),
    ),
    sessions.SessionCorrectedAsCancelled(
        by=WORKER,
        starts=STARTS,
        minutes=60,
        modality=sessions.Modality.VIDEO,
        called_off_by=SUPERVISOR,
        told_at=STARTS,
    ),
    sessions.AttendanceSigned(by=WORKER, printed_name="Maya «ü» Winter", meaning="I was there."),
    sessions.SessionShown(by=WORKER, to=THIRD),
    sessions.AgendaItemAdded(
        by=WORKER,
        number=1,
        item=sessions.AgendaItem(heading="The key", topics=("K3-22",), brought_forward=BROUGHT),
    ),
    sessions.RecordWritten(by=SUPERVISOR, record=RECORD, salt="ef" * 32),
    sessions.RecordAddedTo(
        by=WORKER,
        added=sessions.Added(
            kind=sessions.Addition.CORRECTION,
            digest="cd" * 32,
            printed_name="Maya «ü» Winter",
            meaning="It reads as it was.",
            words="I said more than that.",
            record=RECORD,
            action=1,
            closing=sessions.Closing.DROPPED,
            filler="   ",
        ),
    ),
)
