"""The digest under which records of sessions were signed, as a constant: whoever changes it voids what was signed."""

from uuid import UUID

from services.sessions.domain.written import digest_of
from services.sessions.events import SessionRecord
from shared.identity import PersonId
from tests.golden.examples_sessions import RECORD

ID, SALT = UUID(int=43), bytes(range(32))


def test_the_digest_that_was_signed_stays_the_digest_of_the_same_record_S6() -> None:
    least = SessionRecord(present=(PersonId(UUID(int=11)),))

    assert [digest_of(ID, record, SALT) for record in (RECORD, least)] == [
        "7c0ca982a4351de8fb1483d76b04f42a18920f748533be9b737045ed1d846c42",
        "ed94456daa67583a2b2425fbdbba0a63f1355860f9215ff862fcb75a9f61c89c",
    ]
