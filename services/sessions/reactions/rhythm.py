"""What a date sets off about the rhythm of supervision: it is overdue, or was negotiated late (A1, A6).

The day is that up to which all of agreements was heard: what happened to one since may change what is due.
"""

from __future__ import annotations

from datetime import datetime

from services.directory.relations import Relations
from services.sessions.domain.frequency import last_due
from services.sessions.domain.rhythm import Rhythm, is_placed
from services.sessions.policy.rhythm import RHYTHM
from services.sessions.reactions.once import EASTERNMOST, got_or_new, heard_lately, of_time, recorded
from services.sessions.views.overdue import PerhapsLate, PerhapsOverdue, perhaps_late, perhaps_overdue
from shared.feed.rounds import passing_over
from shared.feed.shelf import Shelf
from shared.store import Store


def note_what_is_overdue(store: Store, shelf: Shelf, relations: Relations) -> int:
    """The last day that was due, where it passed by the agency's clock and no session met it: once for each such day.

    Days that passed while nobody looked are not made up for.
    """
    heard = heard_lately(store, shelf, relations)
    if heard is None:
        return 0
    done = 0
    for one in perhaps_overdue(shelf, (heard + EASTERNMOST).date()):
        with passing_over(one.between.agreement):
            done += _note_overdue(store, relations, one, heard)
    return done


def _note_overdue(store: Store, relations: Relations, one: PerhapsOverdue, heard: datetime) -> int:
    agency = one.between.agency
    today = relations.day_at(agency, heard)
    if not is_placed(one.placed_until, today):
        return 0
    due = last_due(one.frequency, today, relations.clock_of(agency))
    if due is None:
        return 0
    held_on = relations.day_at(agency, one.last_held) if one.last_held else None
    rhythm = got_or_new(store, Rhythm, Rhythm.id_of(one.between.agreement))
    rhythm.note_overdue(one.between, due, relations.day_at(agency, one.bound_at), held_on)
    return recorded(store, of_time(RHYTHM, relations), rhythm)


def note_what_was_negotiated_late(store: Store, shelf: Shelf, relations: Relations) -> int:
    """Agreements under which the day of a third session passed before both had signed, each once."""
    heard = heard_lately(store, shelf, relations)
    if heard is None:
        return 0
    done = 0
    for one in perhaps_late(shelf):
        with passing_over(one.between.agreement):
            done += _note_late(store, relations, one, heard)
    return done


def _note_late(store: Store, relations: Relations, one: PerhapsLate, heard: datetime) -> int:
    agency = one.between.agency
    rhythm = got_or_new(store, Rhythm, Rhythm.id_of(one.between.agreement))
    rhythm.note_negotiated_late(
        one.between,
        one.third_session,
        relations.day_at(agency, one.third_held),
        relations.day_at(agency, one.in_force_at) if one.in_force_at else None,
        relations.day_at(agency, heard),
    )
    return recorded(store, of_time(RHYTHM, relations), rhythm)
