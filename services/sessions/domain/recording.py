"""What is written of a session: its agenda beforehand, its record afterwards, and all that is added; signing never locks (S5, S6)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from services.sessions.domain.action_plans import OpenAction, Planned, as_stored
from services.sessions.domain.evened import evened_out
from services.sessions.domain.record_refusals import (
    AgendaIsFull,
    AgendaIsPast,
    NextIsLater,
    NotCarriedOver,
    NotThere,
    NotWritten,
    OnTheAgendaAlready,
    RecordHasChanged,
    RecordSignedAlready,
    UnknownTopic,
    WrittenAlready,
)
from services.sessions.domain.session_refusals import AgreementIsOverAlready
from services.sessions.domain.standing import Standing
from services.sessions.domain.under import ALWAYS, Lasting
from services.sessions.domain.written import Written, carried_on
from services.sessions.events import (
    Added,
    Addition,
    AgendaItem,
    AgendaItemAdded,
    BroughtForward,
    Closing,
    RecordAddedTo,
    RecordWritten,
    SessionRecord,
)
from shared.identity import PersonId

TOPICS: Final = frozenset(f"K3-{number:02}" for number in range(1, 51))
"""Numbers of the list are never used again, and new ones go to its end (K3)."""
ROOM: Final = 30
"""So many headings has a record, and so many items the agenda: else some that were talked about could not be said to have been."""


class Recording(Standing):
    """Content comes in as it was opened: what is decided by it says so."""

    def items_open_to(self, person: PersonId) -> list[int]:
        """At which versions items were added that somebody who meets, or whom the worker opened it to, reads."""
        return [at for at, _ in self.items if self.may_read(person, at)]

    def items_by(self, person: PersonId) -> list[int]:
        """At which versions they put something on the agenda themselves."""
        return [at for at, by in self.items if by == person]

    def put_on_agenda(
        self,
        by: PersonId,
        item: AgendaItem,
        offered: Collection[BroughtForward],
        now: datetime,
        lasting: Lasting = ALWAYS,
        *,
        on_it: Collection[BroughtForward] = (),
    ) -> int:
        """Any of those who meet, before it begins, where it can take place; `offered` is what was left before, `on_it` what of that is on it. Answers with its number."""
        self.by_a_party(by)
        if self.status != "scheduled" or now >= self.starts:
            raise AgendaIsPast
        if not lasting.includes(self.starts):
            raise AgreementIsOverAlready
        if len(self.items) >= ROOM:
            raise AgendaIsFull
        if not set(item.topics) <= TOPICS:
            raise UnknownTopic("topics")
        if item.brought_forward in on_it:
            raise OnTheAgendaAlready
        if item.brought_forward is not None and item.brought_forward not in offered:
            raise NotCarriedOver("brought_forward")
        number = len(self.items) + 1
        self.record(AgendaItemAdded(by=by, number=number, item=item))
        return number

    def write_record(
        self,
        by: PersonId,
        outline: SessionRecord,
        planned: Sequence[Planned],
        *,
        before: Sequence[OpenAction],
        goes_on_from: UUID | None,
        salt: bytes,
    ) -> SessionRecord:
        """Any of those who met, once; what is open from `before` is carried on, named or not."""
        self.unwritten(by)
        self._met(outline, planned)
        told = {"actions": carried_on(planned, before), "goes_on_from": goes_on_from}
        record = outline.model_copy(update=told)
        self.record(RecordWritten(by=by, record=as_stored(record), salt=salt.hex()))
        return record

    def sign_record(
        self, by: PersonId, written: Written, digest: str, *, printed_name: str, meaning: str
    ) -> None:
        """Each for themselves, the text that they read."""
        said = self._read(by, written, digest)
        if Addition.SIGNATURE in said:
            raise RecordSignedAlready
        signature = Added(kind=Addition.SIGNATURE, digest=digest, printed_name=printed_name, meaning=meaning)
        self._add(by, written, signature)

    def refuse_record(self, by: PersonId, written: Written, digest: str, words: str) -> None:
        """Somebody does not sign it, and says why; they may sign it later all the same."""
        if self._read(by, written, digest):
            raise RecordSignedAlready
        self._add(by, written, Added(kind=Addition.REFUSAL, digest=digest, words=words))

    def add_addendum(
        self, by: PersonId, written: Written, words: str, *, printed_name: str, meaning: str
    ) -> None:
        """Signed by whoever adds it, and shown with the record."""
        self.has_record(by)
        addendum = Added(kind=Addition.ADDENDUM, words=words, printed_name=printed_name, meaning=meaning)
        self._add(by, written, addendum)

    def correct(
        self, by: PersonId, written: Written, digest: str, outline: SessionRecord, planned: Sequence[Planned]
    ) -> SessionRecord:
        """The whole of it anew, made from the text that they read; that stays readable, and signatures stay with the text they were given to."""
        self._read(by, written, digest)
        self._met(outline, planned)
        told = {"actions": written.plan.reworded(planned), "goes_on_from": written.first.goes_on_from}
        record = outline.model_copy(update=told)
        self._add(by, written, Added(kind=Addition.CORRECTION, record=as_stored(record)))
        return record

    def close_action(
        self,
        by: PersonId,
        written: Written,
        number: int,
        closing: Closing,
        words: str | None,
    ) -> None:
        """Done, or dropped for a reason, in the record where it stands last."""
        self.has_record(by)
        written.plan.require_closing(number, closing, words)
        self._add(by, written, Added(kind=Addition.ACTION, action=number, closing=closing, words=words))

    def unwritten(self, by: PersonId) -> None:
        """Raises for anybody but those who met, before it was held, and once there is a record."""
        self.by_a_party(by)
        self.was_held()
        if self.written:
            raise WrittenAlready

    def has_record(self, by: PersonId) -> None:
        """Raises for anybody but those who met, and before there is a record."""
        self.by_a_party(by)
        if self.written is None:
            raise NotWritten

    def _read(self, by: PersonId, written: Written, digest: str) -> frozenset[Addition]:
        self.has_record(by)
        if digest != written.digest:
            raise RecordHasChanged
        return written.said_already(by)

    def _met(self, outline: SessionRecord, planned: Sequence[Planned]) -> None:
        wrong = {
            "present": not {self.worker, self.supervisor} <= set(outline.present) <= set(self.parties),
            **{f"actions.{at}.who": one.who not in self.parties for at, one in enumerate(planned)},
        }
        if fields := [name for name, is_wrong in wrong.items() if is_wrong]:
            raise NotThere(*fields)
        if outline.next_session and outline.next_session <= self.starts:
            raise NextIsLater("next_session")

    def _add(self, by: PersonId, written: Written, added: Added) -> None:
        """As long as if it were a correction, to whatever the record read so far."""
        like = [Added(kind=Addition.CORRECTION, record=text) for text in written.texts]
        self.record(RecordAddedTo(by=by, added=evened_out(added, like)))
