"""What was given away of groups, as constants: the digest that was signed, and where an attendance and a contribution lie."""

from uuid import UUID

from services.sessions.domain.attendances import attendance_of
from services.sessions.domain.contributions import contribution_of
from services.sessions.domain.group_reads import digest
from services.sessions.events.group_sessions import GroupRecord
from shared.identity import PersonId
from tests.golden.examples_groups import RECORD

ID, SALT, MEMBER = UUID(int=44), bytes(range(32)), PersonId(UUID(int=11))


def test_the_digest_that_was_signed_stays_the_digest_of_the_same_record_S6() -> None:
    assert [digest(ID, record, SALT) for record in (RECORD, GroupRecord())] == [
        "8944a32e3f9b676711502f3bf06effa4120f3156dd5976ec94770b9c4f9d4b0c",
        "a6eec52fc3b2ea6733d8d4b939a8274466938d843d2a85dd4ad25a1c671704aa",
    ]


def test_an_attendance_and_a_contribution_are_found_where_they_were_recorded_S9() -> None:
    assert (str(attendance_of(ID, MEMBER)), str(contribution_of(ID, MEMBER, 2))) == (
        "ba19a99f-5c39-5cc7-b779-9ae3d28b0369",
        "e9156464-425d-5861-befc-d4dfc1a26aee",
    )
