"""What is written of a meeting: once, then added to; signed as it was read, and never locked by that (S6, S9)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final
from uuid import UUID

from services.sessions.domain.action_plans import OpenAction, Planned, as_stored, numbered
from services.sessions.domain.evened import evened_out
from services.sessions.domain.group_reads import AsItReads
from services.sessions.domain.group_refusals import (
    NextIsLater,
    NoIssueOfTheirs,
    NotThere,
    NotWrittenYet,
    NotYourPart,
    OnlyOfGroupSupervision,
    RecordHasChanged,
    SignedAlready,
    WrittenAlready,
)
from services.sessions.domain.group_standing import MeetingStands
from services.sessions.events.group_sessions import (
    FacilitatorSigned,
    GroupAdded,
    GroupAddition,
    GroupRecord,
    GroupRecordAddedTo,
    GroupRecordWritten,
)
from services.sessions.events.records import Closing
from shared.identity import PersonId

ACTIONS: Final = "record.actions"
"""Where they stand in what is sent."""


class GroupRecords(MeetingStands):
    """Who facilitated writes of a group, any who were there of a circle; all who were there add to it and sign (S10)."""

    def sign_as_facilitator(self, by: PersonId, printed_name: str, meaning: str) -> None:
        """That it took place so; each who was there signs for themselves."""
        self.was_held()
        if self.is_circle or by != self.facilitator:
            raise NotYourPart
        if self.signed:
            raise SignedAlready
        self.record(FacilitatorSigned(by=by, printed_name=printed_name, meaning=meaning))

    def unwritten(self, by: PersonId, *, present: bool) -> None:
        """Raises for anybody but who writes it, before it was held, and once there is a record."""
        self.was_held()
        if not (present if self.is_circle else by == self.facilitator):
            raise NotYourPart
        if self.written:
            raise WrittenAlready

    def write(
        self,
        by: PersonId,
        outline: GroupRecord,
        salt: bytes,
        *,
        present: bool,
        brought: bool,
        there: Collection[PersonId] = (),
        planned: Sequence[Planned] = (),
        before: Sequence[OpenAction] = (),
    ) -> None:
        """`brought`: whether the one whom the record names did bring an issue; `before`: what whoever writes it read open elsewhere.

        An action is of those `there`, and of those open before it goes on with the ones that are named, and with no other (S9).
        """
        self.unwritten(by, present=present)
        self._fits(outline, brought)
        _require_there(planned, there)
        actions, _ = numbered(planned, before, ACTIONS)
        record = outline.model_copy(update={"actions": tuple(actions)})
        self.record(GroupRecordWritten(by=by, record=as_stored(record), salt=salt.hex()))

    def correct(
        self,
        by: PersonId,
        reads: AsItReads,
        digest: str,
        outline: GroupRecord,
        *,
        present: bool,
        brought: bool,
        there: Collection[PersonId] = (),
        planned: Sequence[Planned] = (),
    ) -> None:
        """The whole record as it shall read, made from the text that was read; that stays readable, and so does each action that is not reworded."""
        self._read(reads, digest, present)
        self._fits(outline, brought)
        _require_there(planned, there)
        record = outline.model_copy(update={"actions": reads.plan.reworded(planned, ACTIONS)})
        self._add(by, reads, GroupAdded(kind=GroupAddition.CORRECTION, record=as_stored(record)))

    def add(
        self, by: PersonId, reads: AsItReads, words: str, printed_name: str, meaning: str, *, present: bool
    ) -> None:
        """Signed by whoever adds it."""
        self._adds(present)
        addendum = GroupAdded(
            kind=GroupAddition.ADDENDUM, words=words, printed_name=printed_name, meaning=meaning
        )
        self._add(by, reads, addendum)

    def close_action(
        self,
        by: PersonId,
        reads: AsItReads,
        number: int,
        closing: Closing,
        words: str | None,
        *,
        present: bool,
    ) -> None:
        """Done, or dropped for a reason, by any who were there."""
        self._adds(present)
        reads.plan.require_closing(number, closing, words)
        told = {"action": number, "closing": closing, "words": words}
        self._add(by, reads, GroupAdded(kind=GroupAddition.ACTION, **told))

    def go_on_with(self, by: PersonId, reads: AsItReads, number: int, later: UUID, *, present: bool) -> None:
        """From here on the action stands in the record of a later meeting, where it is closed."""
        self._adds(present)
        reads.plan.require_open(number)
        self._add(by, reads, GroupAdded(kind=GroupAddition.ACTION, action=number, goes_on_in=later))

    def sign(
        self,
        by: PersonId,
        reads: AsItReads,
        digest: str,
        printed_name: str,
        meaning: str,
        *,
        present: bool,
    ) -> None:
        """The record that was read; as it reads otherwise, it is signed anew."""
        self._about_what_was_read(reads, digest, present)
        signature = GroupAdded(
            kind=GroupAddition.SIGNATURE, digest=digest, printed_name=printed_name, meaning=meaning
        )
        self._add(by, reads, signature)

    def refuse(self, by: PersonId, reads: AsItReads, digest: str, words: str, *, present: bool) -> None:
        """They say why they do not sign the record that they read; they may sign it later all the same."""
        self._about_what_was_read(reads, digest, present)
        if reads.refused:
            raise SignedAlready
        self._add(by, reads, GroupAdded(kind=GroupAddition.REFUSAL, digest=digest, words=words))

    def _about_what_was_read(self, reads: AsItReads, digest: str, present: bool) -> None:
        self._read(reads, digest, present)
        if reads.signed:
            raise SignedAlready

    def _read(self, reads: AsItReads, digest: str, present: bool) -> None:
        self._adds(present)
        if digest != reads.digest:
            raise RecordHasChanged

    def _adds(self, present: bool) -> None:
        self.was_held()
        if not present:
            raise NotYourPart
        if not self.written:
            raise NotWrittenYet

    def _add(self, by: PersonId, reads: AsItReads, added: GroupAdded) -> None:
        """As long as if it were a correction, to whatever the record read so far."""
        like = [GroupAdded(kind=GroupAddition.CORRECTION, record=text) for text in reads.texts]
        self.record(GroupRecordAddedTo(by=by, added=evened_out(added, like)))

    def _fits(self, record: GroupRecord, brought: bool) -> None:
        """An issue that was brought to this meeting is picked, and a way chosen for it, in group supervision alone."""
        if record.next_session and record.next_session <= self.starts:
            raise NextIsLater("record.next_session")
        of_a_group = {"picked": record.picked, "chosen_way": record.chosen_way}
        told = [f"record.{name}" for name, value in of_a_group.items() if value is not None]
        if told and (self.is_circle or record.picked is None):
            raise OnlyOfGroupSupervision(*told)
        if record.picked is not None and not brought:
            raise NoIssueOfTheirs("record.picked")


def _require_there(planned: Sequence[Planned], there: Collection[PersonId]) -> None:
    if wrong := [f"{ACTIONS}.{at}.who" for at, one in enumerate(planned) if one.who not in there]:
        raise NotThere(*wrong)
