"""Since when what is sent to somebody in this house, or at work, does not reach them any more, and why (C2)."""

from __future__ import annotations

from datetime import datetime

from services.directory.relations import Relations
from services.sessions.domain.concern import Concern
from services.sessions.events.concern_parts import Pause
from services.sessions.views.switched_off import SwitchedOffView, sign_ins_of
from shared.feed import pulse
from shared.feed.shelf import Shelf


def out_of_reach(shelf: Shelf, relations: Relations, concern: Concern) -> tuple[datetime, Pause] | None:
    """The day after the placement's last, or when a sign-in was switched off, and where the employer's was before, the notice; None while they are reached.

    Of several the first that came to be after the notice last reached them elsewhere; where none did, the first of all.
    """
    assert concern.agency is not None
    placement, found = relations.placement(concern.placement), list[tuple[datetime, Pause]]()
    if placement and placement.ends and placement.is_over(relations.today_at(concern.agency)):
        after = relations.day_ends(concern.agency, placement.ends)
        found.append((after, Pause.PLACEMENT_ENDED))
    sign_ins, given = sign_ins_of(shelf, concern.worker), concern.time.given_at
    since = max(sign_ins.switched_off or given, given)
    if not sign_ins.are_of_work or sign_ins.switched_off == since:
        found.append((since, Pause.SIGN_IN_SWITCHED_OFF))
    reached = concern.time.reached_at
    anew = [one for one in found if reached and one[0] > reached]
    return min(anew or found, default=None)


def reach_known_up_to(shelf: Shelf, relations: Relations) -> datetime | None:
    """Up to when it is known here whom nothing reaches: what the directory records is heard later. None where it was never heard of."""
    with shelf.query(SwitchedOffView) as (rows, t):
        heard = pulse.known_up_to(rows, t), relations.known_up_to()
    return None if None in heard else min(one for one in heard if one)


def unreached_since(shelf: Shelf, relations: Relations, concern: Concern) -> datetime | None:
    found = out_of_reach(shelf, relations, concern)
    return found[0] if found else None
