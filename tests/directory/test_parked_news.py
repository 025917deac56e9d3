"""What waits unread about sets, choices, trainings and registers: until it is taken in, nothing is answered (A6, C1, D7)."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

import pytest

from services.directory.events import PolicySetPublished, PolicySetRevised, RegisterName
from services.directory.relations import Relations
from shared.facts import Fact
from shared.tables import Away
from tests.directory.acts import AT_HARBOUR, HARBOUR, JOINED, MAYA, MONDAY, a_copy, begun
from tests.directory.test_policy_sets import SET, choice, rules
from tests.directory.test_registers import CONDUCT, kept
from tests.directory.test_registers import ID as REGISTER
from tests.directory.test_training import OUTSIDE, TAKEN

PUBLISHED: Final = PolicySetPublished(by_agency=HARBOUR, holds_from=MONDAY, rules=rules())
REVISED: Final = PolicySetRevised(edition=1, holds_from=MONDAY, rules=rules())
"""A first edition once more: it cannot be taken in."""
Question = Callable[[Relations], object]
QUESTIONS: Final[dict[str, tuple[UUID, Fact, Question]]] = {
    "what is asked for, by its set": (SET, REVISED, lambda told: told.requirements_at(HARBOUR, MONDAY)),
    "what changed, by its set": (SET, REVISED, lambda told: told.policy_changes(HARBOUR)),
    "which sets there are": (SET, REVISED, lambda told: told.policy_sets()),
    "what is asked for": (HARBOUR, choice(), lambda told: told.requirements_at(HARBOUR, MONDAY)),
    "what changed": (HARBOUR, choice(), lambda told: told.policy_changes(HARBOUR)),
    "who is trained": (MAYA, TAKEN, lambda told: told.trained_in(MAYA, MONDAY)),
    "who is supervised outside": (MAYA, OUTSIDE, lambda told: told.outside_supervision(MAYA, MONDAY)),
    "which edition held": (
        REGISTER,
        kept(),
        lambda told: told.register_at(HARBOUR, RegisterName(CONDUCT), MONDAY),
    ),
}


@pytest.mark.parametrize(("stream", "again", "ask"), QUESTIONS.values(), ids=QUESTIONS)
def test_nothing_is_answered_while_news_of_it_waits_A6(stream: UUID, again: Fact, ask: Question) -> None:
    with a_copy(over_the_bus=True) as copy:
        copy.hear((SET, PUBLISHED), (HARBOUR, choice()), (MAYA, TAKEN), (MAYA, OUTSIDE), (REGISTER, kept()))
        ask(copy.relations)

        copy.hear((stream, again))

        assert [parked for parked, _, _ in copy.shelf.parked(copy.view)] == [str(stream)]
        with pytest.raises(Away):
            ask(copy.relations)


@pytest.mark.parametrize(
    "ask",
    [
        lambda told: told.placement(AT_HARBOUR),
        lambda told: told.placements_of(MAYA),
        lambda told: told.works_at(MAYA),
    ],
)
def test_nobody_works_nowhere_while_news_of_that_agency_waits_D6(ask: Question) -> None:
    with a_copy(over_the_bus=True) as copy:
        copy.hear((AT_HARBOUR, begun()), (HARBOUR, choice()), (HARBOUR, choice()), (HARBOUR, JOINED))

        assert {parked for parked, _, _ in copy.shelf.parked(copy.view)} == {str(HARBOUR)}
        with pytest.raises(Away):
            ask(copy.relations)
