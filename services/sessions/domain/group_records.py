"""What is written of a meeting: once, then added to; signed as it was read, and never locked by that (S6, S9)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from services.sessions.domain.evened import evened_out
from services.sessions.domain.group_refusals import (
    NoIssueOfTheirs,
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
from shared.identity import PersonId
from shared.sealing import salted_digest


@dataclass(frozen=True)
class AsItReads:
    """The record as it reads now, opened to who is about to sign it."""

    digest: str
    signed: bool
    """Whether they have signed it so already."""
    refused: bool = False
    """Whether they have said why they do not sign it so."""


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

    def write(self, by: PersonId, record: GroupRecord, salt: bytes, *, present: bool, brought: bool) -> None:
        """`brought`: whether the one whom the record names did bring an issue."""
        self.was_held()
        if not (present if self.is_circle else by == self.facilitator):
            raise NotYourPart
        if self.written:
            raise WrittenAlready
        self._fits(record, brought)
        self.record(GroupRecordWritten(by=by, record=record, salt=salt.hex()))

    def correct(self, by: PersonId, record: GroupRecord, *, present: bool, brought: bool) -> None:
        """The whole record as it shall read; the earlier text stays readable."""
        self._adds(present)
        self._fits(record, brought)
        self._add(by, GroupAdded(kind=GroupAddition.CORRECTION, record=record))

    def add(self, by: PersonId, words: str, printed_name: str, meaning: str, *, present: bool) -> None:
        """Signed by whoever adds it."""
        self._adds(present)
        addendum = GroupAdded(
            kind=GroupAddition.ADDENDUM, words=words, printed_name=printed_name, meaning=meaning
        )
        self._add(by, addendum)

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
        self._add(by, signature)

    def refuse(self, by: PersonId, reads: AsItReads, digest: str, words: str, *, present: bool) -> None:
        """They say why they do not sign the record that they read; they may sign it later all the same."""
        self._about_what_was_read(reads, digest, present)
        if reads.refused:
            raise SignedAlready
        self._add(by, GroupAdded(kind=GroupAddition.REFUSAL, digest=digest, words=words))

    def _about_what_was_read(self, reads: AsItReads, digest: str, present: bool) -> None:
        self._adds(present)
        if digest != reads.digest:
            raise RecordHasChanged
        if reads.signed:
            raise SignedAlready

    def _adds(self, present: bool) -> None:
        self.was_held()
        if not present:
            raise NotYourPart
        if not self.written:
            raise NotWrittenYet

    def _add(self, by: PersonId, added: GroupAdded) -> None:
        self.record(GroupRecordAddedTo(by=by, added=evened_out(added)))

    def _fits(self, record: GroupRecord, brought: bool) -> None:
        """An issue that was brought to this meeting is picked, and a way chosen for it, in group supervision alone."""
        of_a_group = {"picked": record.picked, "chosen_way": record.chosen_way}
        told = [f"record.{name}" for name, value in of_a_group.items() if value is not None]
        if told and (self.is_circle or record.picked is None):
            raise OnlyOfGroupSupervision(*told)
        if record.picked is not None and not brought:
            raise NoIssueOfTheirs("record.picked")


def digest(group_session: UUID, record: GroupRecord, salt: bytes) -> str:
    """What is signed: which meeting, and every word of its record; salted, so that it tells nothing by itself.

    What is left out is not in it, so that a part added to the form later changes no digest given before.
    """
    signed = {
        "group_session": str(group_session),
        "record": record.model_dump(mode="json", exclude_defaults=True),
    }
    return salted_digest(salt, signed)
