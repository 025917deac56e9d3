"""What time and the directory set off about concerns: that time has passed, or stands still. Nobody is told or consulted (C2)."""

from __future__ import annotations

from contextlib import suppress

from services.directory.relations import NewsParked, Relations
from services.sessions.domain.clock import ClockReading
from services.sessions.domain.concern import Concern
from services.sessions.policy import CONCERNS
from services.sessions.reactions.once import EASTERNMOST, of_time, recorded
from services.sessions.views import (
    out_of_reach,
    past_their_time,
    reach_known_up_to,
    to_stand_still,
    unreached_since,
)
from shared.feed.rounds import passing_over
from shared.feed.shelf import Shelf
from shared.store import Store


def let_time_stand_still(restricted: Store, _ordinary: Store, shelf: Shelf, relations: Relations) -> int:
    """Each cause once: where the placement has ended by the agency's clock, or a sign-in was switched off since the notice."""
    clock, done = ClockReading(*restricted.clock()), 0
    if not clock.agrees:
        return 0
    for id, agency, last_day in to_stand_still(shelf, (clock.now + EASTERNMOST).date()):
        with passing_over(None), suppress(NewsParked):
            if last_day is None or last_day < relations.day_at(agency, clock.now):
                concern = restricted.get(Concern, id)
                if found := out_of_reach(shelf, relations, concern):
                    since, why = found
                    concern.note_pause(why, since, clock)
                    done += recorded(restricted, of_time(CONCERNS, relations), concern)
    return done


def note_that_time_has_passed(restricted: Store, _ordinary: Store, shelf: Shelf, relations: Relations) -> int:
    """Each once. Where the clocks disagree, or it was not heard yet what befell the worker until then, nobody can tell, and it waits."""
    clock, known = ClockReading(*restricted.clock()), reach_known_up_to(shelf, relations)
    if not clock.agrees or known is None:
        return 0
    done = 0
    for id in past_their_time(shelf, min(clock.now, known)):
        with passing_over(None), suppress(NewsParked):
            concern = restricted.get(Concern, id)
            since = unreached_since(shelf, relations, concern)
            if since is None or not concern.stands_still_by(since):
                concern.note_time_passed(clock)
                done += recorded(restricted, of_time(CONCERNS, relations), concern)
    return done
