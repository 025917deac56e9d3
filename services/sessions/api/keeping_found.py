"""Where it is found how a concern, what was disclosed of it, or a report is kept: for those who decide about that, and nobody else (C2, C3, C6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from uuid import UUID

from services.sessions.api.calls import SessionsCall
from services.sessions.api.kept import KEPT
from services.sessions.api.kept_records import Record
from services.sessions.domain.concern import Concern
from services.sessions.domain.disclosing import Disclosure, Recipient
from services.sessions.forms.erasing import KeptOut
from services.sessions.views import unreached_since
from shared.identity import PersonId
from shared.keeping import Keeping
from shared.store import NotFound
from shared.tables import Away


def kept_of(call: SessionsCall, records: Iterable[tuple[str, UUID]]) -> list[KeptOut]:
    """Where a hold or an erasure of any of them is found, and how that stands; as far as who asks decides about it."""
    return [
        KeptOut(erasure=keeping.id, record_type=kind, record=id, status=keeping.status)
        for kind, id in records
        for keeping in _keeping_of(call, kind, id)
        if call.weigh(Record(call, KEPT[kind], id).law, keeping, "see").allowed
    ]


def records_of(concern: Concern) -> Iterator[tuple[str, UUID]]:
    """It, and each that came of it: kept and erased one by one."""
    yield concern.stream_type, concern.id
    for one in concern.disclosures:
        yield Disclosure.stream_type, one
        yield Recipient.stream_type, Recipient.id_of(one)


def _keeping_of(call: SessionsCall, kind: str, id: UUID) -> Iterator[Keeping]:
    with suppress(NotFound):
        yield call.desk.store.get(Keeping, Keeping.id_of(kind, id))


def tell_of_order(record: Record, approver: PersonId | None) -> None:
    """Whoever else decides, or was named to approve it: by the e-mail that says that something waits, where they are reached.

    What was recorded stands, whatever becomes of it.
    """
    if record.confided is None:
        return
    with suppress(Away):
        for one in {approver} if approver else record.confided.told:
            record.call.tell(one, own=_is_reached_elsewhere(record, one))


def _is_reached_elsewhere(record: Record, person: PersonId) -> bool:
    call, concern = record.call, record.whose
    if not isinstance(concern, Concern) or person != concern.worker:
        return False
    return bool(concern.time.pauses or unreached_since(call.desk.shelf, call.relations, concern))
