"""The facts of a session's life, named once, and the short ways to say `given` and `when`."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from services.sessions.domain.session import Session
from services.sessions.domain.under import Under
from services.sessions.domain.written import AddedBy, Written
from services.sessions.events import (
    Action,
    Added,
    ContactHeld,
    CoSupervisionAgreedTo,
    Extent,
    Format,
    Modality,
    RecordWritten,
    SessionCancelled,
    SessionFact,
    SessionHeld,
    SessionMissed,
    SessionRecord,
    SessionScheduled,
)
from shared.identity import PersonId
from tests.agreements.acts import AGENCY, PLACEMENT, SALT, STRANGER, SUPERVISOR, WORKER

ID, OTHER = UUID(int=101), UUID(int=102)
AGREEMENT: Final = UUID(int=1)
THIRD, COVER = PersonId(UUID(int=15)), PersonId(UUID(int=16))
STARTS: Final = datetime(2026, 3, 10, 14, tzinfo=UTC)
BEFORE, AFTER = STARTS - timedelta(days=1), STARTS + timedelta(hours=1)
UNDER: Final = Under(AGREEMENT, WORKER, AGENCY, PLACEMENT, is_over=False, supervising=frozenset({SUPERVISOR}))

SCHEDULED: Final = SessionScheduled(
    by=SUPERVISOR,
    agreement=AGREEMENT,
    worker=WORKER,
    supervisor=SUPERVISOR,
    agency=AGENCY,
    placement=PLACEMENT,
    format=Format.ONE_TO_ONE,
    modality=Modality.FACE_TO_FACE,
    starts=STARTS,
    minutes=60,
    set_at=BEFORE,
)
WITH_A_THIRD: Final = SCHEDULED.model_copy(update={"third": THIRD, "format": Format.CO_SUPERVISION})
AGREED_TO: Final = CoSupervisionAgreedTo(by=WORKER, third=THIRD, agreed_at=BEFORE)
HELD: Final = SessionHeld(
    by=SUPERVISOR, starts=STARTS, minutes=55, extent=Extent.FULL, modality=Modality.FACE_TO_FACE
)
CONTACT: Final = ContactHeld(
    by=WORKER,
    agreement=AGREEMENT,
    worker=WORKER,
    supervisor=SUPERVISOR,
    agency=AGENCY,
    placement=PLACEMENT,
    modality=Modality.TELEPHONE,
    starts=STARTS,
    minutes=20,
)
CANCELLED: Final = SessionCancelled(by=WORKER, told_at=BEFORE, reason="The buses stand still.")
MISSED: Final = SessionMissed(by=WORKER, who=SUPERVISOR)
ACTION: Final = Action(number=1, what="Ask for the key.", who=SUPERVISOR)
RECORD: Final = SessionRecord(present=(WORKER, SUPERVISOR), agenda=("The key.",), actions=(ACTION,))
WRITTEN: Final = RecordWritten(by=SUPERVISOR, record=RECORD, salt=SALT.hex())
TO_COME: Final[tuple[SessionFact, ...]] = (SCHEDULED,)
TOOK_PLACE: Final[tuple[SessionFact, ...]] = (SCHEDULED, HELD)
ON_RECORD: Final[tuple[SessionFact, ...]] = (*TOOK_PLACE, WRITTEN)


def given(*history: SessionFact) -> Session:
    return Session(ID, history)


def scheduled(**other: Any) -> Session:
    told: dict[str, Any] = {
        "by": SUPERVISOR,
        "supervisor": SUPERVISOR,
        "starts": STARTS,
        "minutes": 60,
        "modality": Modality.FACE_TO_FACE,
        "now": BEFORE,
    }
    under = other.pop("under", UNDER)
    return Session.schedule(ID, under, **(told | other))


def contact(**other: Any) -> Session:
    told: dict[str, Any] = {
        "by": WORKER,
        "supervisor": SUPERVISOR,
        "starts": STARTS,
        "minutes": 20,
        "modality": Modality.TELEPHONE,
        "now": AFTER,
    }
    under = other.pop("under", UNDER)
    return Session.contact(ID, under, **(told | other))


def hold(session: Session, by: PersonId = SUPERVISOR, **other: Any) -> None:
    told: dict[str, Any] = {
        "starts": None,
        "minutes": 55,
        "extent": Extent.FULL,
        "modality": None,
        "now": AFTER,
        "under": UNDER,
    }
    session.hold(by, **(told | other))


def cancel(session: Session, by: PersonId = WORKER, **other: Any) -> None:
    told: dict[str, Any] = {"called_off_by": by, "told_at": BEFORE, "reason": None, "now": AFTER}
    session.cancel(by, **(told | {"under": UNDER} | other))


def opened(*added: tuple[PersonId, Added], record: SessionRecord = RECORD, session: UUID = ID) -> Written:
    """A record as whoever decides has it before them."""
    return Written(session, record, SALT, tuple(AddedBy(by, one) for by, one in added))


__all__ = [
    "ACTION",
    "AFTER",
    "AGENCY",
    "AGREED_TO",
    "AGREEMENT",
    "BEFORE",
    "CANCELLED",
    "CONTACT",
    "COVER",
    "HELD",
    "ID",
    "MISSED",
    "ON_RECORD",
    "OTHER",
    "PLACEMENT",
    "RECORD",
    "SALT",
    "SCHEDULED",
    "STARTS",
    "STRANGER",
    "SUPERVISOR",
    "THIRD",
    "TOOK_PLACE",
    "TO_COME",
    "UNDER",
    "WITH_A_THIRD",
    "WORKER",
    "WRITTEN",
    "cancel",
    "contact",
    "given",
    "hold",
    "opened",
    "scheduled",
]
