"""What time and the directory set off about concerns: that time has passed, or stands still. Nobody is told or consulted (C2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from services.directory.relations import Relations
from services.sessions.domain.clock import ClockReading
from services.sessions.domain.concern import Concern
from services.sessions.policy import CONCERNS
from services.sessions.views import out_of_reach, past_their_time, to_stand_still
from shared.feed.rounds import passing_over
from shared.feed.shelf import Shelf
from shared.identity import TIME, Acting
from shared.store import Store, VersionConflict

EASTERNMOST: Final = timedelta(hours=14)
"""No agency's clock is further ahead of UTC."""


def let_time_stand_still(restricted: Store, _ordinary: Store, shelf: Shelf, relations: Relations) -> int:
    """Each cause once: where the placement has ended by the agency's clock, or a sign-in was switched off since the notice."""
    clock, done = ClockReading(*restricted.clock()), 0
    if not clock.agrees:
        return 0
    for id, agency, last_day in to_stand_still(shelf, (clock.now + EASTERNMOST).date()):
        with passing_over(None):
            if last_day is None or last_day < relations.day_at(agency, clock.now):
                found = out_of_reach(shelf, relations, restricted.get(Concern, id))
                if found:
                    since, why = found
                    note = partial(Concern.note_pause, why=why, since=since, clock=clock)
                    done += _once(restricted, relations, id, note)
    return done


def note_that_time_has_passed(restricted: Store, _ordinary: Store, shelf: Shelf, relations: Relations) -> int:
    """Each once. Where the clocks disagree, nobody can tell, and it waits."""
    clock, done = ClockReading(*restricted.clock()), 0
    if not clock.agrees:
        return 0
    for id in past_their_time(shelf, clock.now):
        with passing_over(None):
            done += _once(restricted, relations, id, partial(Concern.note_time_passed, clock=clock))
    return done


def _once(store: Store, relations: Relations, id: UUID, command: Callable[[Concern], None]) -> int:
    """Nothing where there is nothing new, or somebody was faster; next time round it is looked at again."""
    concern = store.get(Concern, id)
    command(concern)
    if not concern.new:
        return 0
    acting = Acting(actor=TIME, policy_version=CONCERNS.version, directory_position=relations.position())
    try:
        store.append(concern, acting)
    except VersionConflict:
        return 0
    return 1
