"""What a date sets off about the rhythm of supervision: it is overdue, or was negotiated late (A1, A6)."""

from __future__ import annotations

from services.directory.relations import Relations
from services.sessions.domain.frequency import last_due
from services.sessions.domain.rhythm import Rhythm
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
    if not heard_lately(relations):
        return 0
    done = 0
    for one in perhaps_overdue(shelf, (store.now() + EASTERNMOST).date()):
        with passing_over(one.between.agreement):
            done += _note_overdue(store, relations, one)
    return done


def _note_overdue(store: Store, relations: Relations, one: PerhapsOverdue) -> int:
    agency = one.between.agency
    due = last_due(one.frequency, relations.today_at(agency))
    if due is None:
        return 0
    held_on = relations.day_at(agency, one.last_held) if one.last_held else None
    rhythm = got_or_new(store, Rhythm, Rhythm.id_of(one.between.agreement))
    rhythm.note_overdue(one.between, due, relations.day_at(agency, one.bound_at), held_on)
    return recorded(store, of_time(RHYTHM, relations), rhythm)


def note_what_was_negotiated_late(store: Store, shelf: Shelf, relations: Relations) -> int:
    """Agreements under which the day of a third session passed before both had signed, each once."""
    if not heard_lately(relations):
        return 0
    done = 0
    for one in perhaps_late(shelf):
        with passing_over(one.between.agreement):
            done += _note_late(store, relations, one)
    return done


def _note_late(store: Store, relations: Relations, one: PerhapsLate) -> int:
    agency = one.between.agency
    rhythm = got_or_new(store, Rhythm, Rhythm.id_of(one.between.agreement))
    rhythm.note_negotiated_late(
        one.between,
        one.third_session,
        relations.day_at(agency, one.third_held),
        relations.day_at(agency, one.in_force_at) if one.in_force_at else None,
        relations.today_at(agency),
    )
    return recorded(store, of_time(RHYTHM, relations), rhythm)
