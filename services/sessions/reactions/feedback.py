"""A round of feedback is over: what waits aside becomes figures and two heaps, and is wiped (K4, C5).

All of it is one append, so a crash leaves either everything waiting, or everything written and nothing left to do but to wipe.
"""

from __future__ import annotations

from datetime import timedelta
from random import SystemRandom
from typing import Any, Final
from uuid import UUID, uuid4

from services.directory.relations import Relations
from services.sessions.domain.feedback import FeedbackRound, left_of
from services.sessions.domain.waiting import ANSWER, PERSON, answers_of, person_of
from services.sessions.policy import FEEDBACK
from services.sessions.reactions.once import EASTERNMOST, of_time
from services.sessions.views import rounds_past_their_last_day
from shared.aside import Aside
from shared.feed.rounds import passing_over
from shared.feed.shelf import Shelf
from shared.store import Store, VersionConflict
from shared.web.opaque import Secret

SETTLED: Final = timedelta(hours=1)
"""So long after its last day a round is closed: what was sent in its last moment lies aside by then."""


def close_feedback_rounds(
    aside: Aside, store: Store, shelf: Shelf, relations: Relations, _secret: Secret
) -> int:
    """Each once, after its last day by the agency's clock; then nothing of what waited is left.

    None where the clocks disagree: whoever sets one would choose the day.
    """
    now, agrees = store.clock()
    done = 0
    for id, agency, ends in rounds_past_their_last_day(shelf, (now + EASTERNMOST).date()) if agrees else ():
        with passing_over(id):
            if relations.day_ends(agency, ends) + SETTLED <= now:
                done += _close(aside, store, relations, id)
    return done + _wipe(aside, store)


def _close(aside: Aside, store: Store, relations: Relations, id: UUID) -> int:
    """Whoever is erased by then is noted nowhere any more; their answers, which nobody can find, count."""
    round = store.get(FeedbackRound, id)
    answers, people = ([aside.opened(laid) for laid in aside.of(kind, str(id))] for kind in (ANSWER, PERSON))
    given = [answers_of(one) for one in answers if one]
    round.close(given)
    if not round.new:
        return 0  # somebody was faster, and the list has not heard of it yet
    answered = [person_of(one) for one in people if one]
    gone = relations.erased_among(answered)
    heap = left_of(round, _shuffled(given), _shuffled([one for one in answered if one not in gone]))
    acting = of_time(FEEDBACK, relations)
    try:
        store.append(round, acting, *heap)
    except VersionConflict:
        return 0  # whoever was faster may have begun to wipe what was read here
    return 1


def _shuffled(heap: list[Any]) -> list[tuple[UUID, Any]]:
    """In an order that nothing determines, each with an id that says nothing."""
    SystemRandom().shuffle(heap)
    return [(uuid4(), one) for one in heap]


def _wipe(aside: Aside, store: Store) -> int:
    """Whatever waits for a round that is closed, whoever closed it and whatever befell them then."""
    waiting = [*aside.kinds(ANSWER), *aside.kinds(PERSON)]
    closed = {owner for owner in {one.owner for one in waiting} if _is_closed(store, UUID(owner))}
    if gone := [one.id for one in waiting if one.owner in closed]:
        aside.remove(gone)
    aside.leave_no_trace()
    return len(closed)


def _is_closed(store: Store, round: UUID) -> bool:
    with passing_over(round):
        return store.get(FeedbackRound, round).closed
    return False
