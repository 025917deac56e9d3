"""From when to when which worker was bound to which supervisor, as of any moment (A6, D8)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from services.agreements.events import (
    AgreementEnded,
    AgreementExpired,
    AgreementFact,
    Kind,
    Why,
)
from services.agreements.views.spells import SpellsView, bound_at
from shared.bus import Message
from shared.feed.shelf import Shelf
from shared.identity import PersonId
from shared.tables import Place, Tables
from tests.agreements.acts import ID, IN_FORCE, SUPERVISOR, WORKER, drafted, renegotiated, revised, terms_with
from tests.directory.acts import NOON, recorded

HOUR = timedelta(hours=1)
OTHER, ANOTHER = UUID(int=2), PersonId(UUID(int=18))
ADMINISTRATIVE = terms_with(kind=Kind.ADMINISTRATIVE)
BINDS_ANEW = IN_FORCE.model_copy(update={"terms_version": 2})


class Bound:
    """The view, and facts that it hears one an hour."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf, self.view = shelf, SpellsView()
        self.generation = shelf.prepare(self.view)

    def hear(self, *told: AgreementFact, of: UUID = ID) -> None:
        for hour, fact in enumerate(told):
            record = replace(recorded(of, fact, NOON + hour * HOUR), stream_version=hour + 1)
            self.shelf.take_messages(self.view, self.generation, [Message.of(record.stored())])

    def kinds(self, person: PersonId, hours: float) -> list[str]:
        moment: datetime = NOON + hours * HOUR
        return [one.kind.value for one in bound_at(self.shelf, person, moment)]


@pytest.fixture
def bound() -> Iterator[Bound]:
    tables = Tables(Place("memory").open("views"))
    shelf = Shelf(tables)
    shelf.create_tables()
    yield Bound(shelf)
    tables.close()


@pytest.mark.parametrize("person", [WORKER, SUPERVISOR])
def test_a_draft_binds_nobody_and_terms_bind_from_the_moment_of_the_second_signature_A3(
    person: PersonId, bound: Bound
) -> None:
    bound.hear(drafted(), IN_FORCE)

    assert [bound.kinds(person, hours) for hours in (-1, 0, 0.99)] == [[], [], []]
    assert [bound.kinds(person, hours) for hours in (1, 100)] == [["professional-development"]] * 2
    assert bound.kinds(ANOTHER, 1) == []


@pytest.mark.parametrize(
    "end", [AgreementEnded(by=WORKER, why=Why.COMPLETED), AgreementExpired(last_day=NOON.date())]
)
def test_what_is_over_bound_until_then_A3(end: AgreementFact, bound: Bound) -> None:
    bound.hear(drafted(), IN_FORCE, end)

    assert bound.kinds(SUPERVISOR, 1.99) == ["professional-development"]
    assert bound.kinds(SUPERVISOR, 2) == []


def test_what_is_revised_or_negotiated_binds_by_its_kind_once_both_have_signed_D8(bound: Bound) -> None:
    bound.hear(drafted(), revised(terms=ADMINISTRATIVE), IN_FORCE, renegotiated(), BINDS_ANEW)

    kinds = [bound.kinds(WORKER, hours) for hours in (1, 2, 3, 4)]

    assert kinds == [[], ["administrative"], ["administrative"], ["professional-development"]]


def test_a_draft_that_ended_was_never_bound_A3(bound: Bound) -> None:
    bound.hear(drafted(), AgreementEnded(by=WORKER, why=Why.OTHER))

    assert bound.kinds(WORKER, 1) == []


def test_two_agreements_at_once_are_two_D8(bound: Bound) -> None:
    bound.hear(drafted(), IN_FORCE)
    bound.hear(drafted(terms=ADMINISTRATIVE), IN_FORCE, of=OTHER)

    assert bound.kinds(SUPERVISOR, 1) == ["professional-development", "administrative"]
