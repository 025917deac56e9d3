"""What records of sessions were signed and sealed by, as constants: whoever changes one voids what was signed, or loses it."""

from typing import Any, cast
from uuid import UUID

import pytest

from services.sessions.domain.action_plans import as_stored
from services.sessions.domain.session import Session
from services.sessions.domain.written import digest_of
from services.sessions.events import RecordWritten, SessionRecord
from services.sessions.events.records import FirstIn
from services.sessions.forms import carried
from shared.access import ContentOpened, Decision, Opening
from shared.facts import Recorded
from shared.identity import Acting, PersonId
from shared.sealing import MovedOrAltered
from shared.store import Store
from tests.golden.examples_sessions import RECORD
from tests.sessions.test_concern_views import recorded

ID, SALT, WRITER = UUID(int=43), bytes(range(32)), PersonId(UUID(int=11))
FIRST_IN = FirstIn(
    session=UUID(int=44),
    action=2,
    nonce="UQdNgRBBtzmRoXHs",
    secret=(
        "MpMr7G8fhf/RfJJ5bB5k2wzXnDOiZY10udfLuAm7Y5QECVmBsiENgfMg9FE9qvBiBJC+MdGatH1hPtSRVBiLP7NgUt"
        "T6F9PcfWpL2mbF6ucZYAvFtEX2z5aNEuTBpLhfGYaFQONzhMApKHAu2fORU2km9GbE7dPwxYhvJ7fg9dSt/SaIH9zI"
        "qAjrmxwCMBbOxW9zMKhR0+AweIeE7ZQNjYc0MYNWsd6Cta4laN2KHxJ4f3eEDZR9t9AcGbyl/+iY5oI5nmTvHx28DT"
        "JpEnE3lJ4x4icUnaTwAu5zo8dRNw0p/5ij2qUFDZ72wEmAjPwP5gvKgebjmcZuso2waNkYH86pSfWdiB4zWlm"
        "NufhfD88="
    ),
    commitment="zjlgE38sRTLKilWHZsMX7w==",
)


class OneRecord:
    """A store that holds one record and its key, and notes what of it is opened."""

    def __init__(self) -> None:
        self.keys = self
        self.opened: list[UUID] = []

    def use(self, key_id: str) -> bytes:
        assert key_id == f"rk:{FIRST_IN.session}"
        assert self.opened == [FIRST_IN.session]
        return bytes(32)

    def destroyed_among(self, key_ids: list[str]) -> frozenset[str]:
        assert key_ids == [f"rk:{FIRST_IN.session}"]
        return frozenset()

    def past(self, _: type[Session], id: UUID) -> tuple[None, list[Recorded]]:
        assert id == FIRST_IN.session
        written = RecordWritten(by=WRITER, record=RECORD, salt="")
        return None, [recorded(id, 1, written)]

    def append(self, opening: Opening, _: Acting) -> None:
        self.opened += [one.target for one in opening.new if isinstance(one, ContentOpened)]


def with_words(record: SessionRecord) -> SessionRecord:
    allowed = Decision(allowed=True, rule="SR1", version="v", relation="worker", action="read")
    [read] = carried.with_words(cast("Store", OneRecord()), Session, [record], allowed, Acting(actor=WRITER))
    return read


def carrying_on(**other: Any) -> SessionRecord:
    first_in = FIRST_IN.model_copy(update=other)
    (action,) = RECORD.actions
    return RECORD.model_copy(
        update={"actions": (action.model_copy(update={"what": None, "first_in": first_in}),)}
    )


def test_the_digest_that_was_signed_stays_the_digest_of_the_same_record_S6() -> None:
    least = SessionRecord(present=(WRITER,))

    assert [digest_of(ID, record, SALT) for record in (RECORD, least)] == [
        "7c0ca982a4351de8fb1483d76b04f42a18920f748533be9b737045ed1d846c42",
        "ed94456daa67583a2b2425fbdbba0a63f1355860f9215ff862fcb75a9f61c89c",
    ]


def test_words_that_go_on_open_as_they_were_sealed_first_and_are_signed_as_sealed_S6() -> None:
    read = with_words(carrying_on())

    assert read.actions[0].what == "Ask for a «second» key."
    assert as_stored(read) == carrying_on()
    assert (
        digest_of(ID, read, SALT)
        == digest_of(ID, carrying_on(), SALT)
        == ("80ffad0887adf15d4e7e49edcfe840bf7e73070ff3de049d6a5c726dc6bbe3e0")
    )


def test_words_of_one_action_do_not_open_as_those_of_another_S6() -> None:
    with pytest.raises(MovedOrAltered):
        with_words(carrying_on(action=1))
