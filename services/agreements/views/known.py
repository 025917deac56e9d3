"""What is known of an agreement at a moment: from its clear terms, from what else bound then, and from the directory."""

from __future__ import annotations

from datetime import date, datetime

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.judging import Known
from services.agreements.views.spells import bound_at
from services.directory.relations import SUPERVISING, Relations
from shared.feed.shelf import Shelf


def known_at(
    agreement: Agreement, moment: datetime, shelf: Shelf, relations: Relations, on: date | None = None
) -> Known:
    """Nothing is opened for it. The agreement itself counts as if it bound, so that a draft is told what signing would mean.

    With `on`, of that day as it ended, as far as it was recorded by that moment.
    """
    assert agreement.agency is not None
    today = on or relations.day_at(agreement.agency, moment)
    moment = min(moment, relations.day_ends(agreement.agency, today))
    terms, supervisor = agreement.current.terms, agreement.supervisor
    placement = relations.placement(agreement.placement)
    places = {agreement.agency, relations.home_of(supervisor)}
    held = [one for one in relations.roles_on(supervisor, today) if one.agency in places]
    spells = [one for one in bound_at(shelf, supervisor, moment) if one.first_day(relations) <= today]
    given = [one for one in spells if one.supervisor == supervisor]
    here = (agreement.worker, agreement.placement)
    return Known(
        terms=terms,
        today=today,
        held=tuple(one.held_on for one in agreement.reviews),
        worker_since=placement.starts if placement else None,
        supervisor_since=min((one.starts for one in held if one.role in SUPERVISING), default=None),
        roles=frozenset(one.role for one in held),
        kinds=frozenset(
            {
                terms.kind,
                *(
                    one.kind
                    for one in given
                    if (one.worker, one.placement) == here and one.agreement != agreement.id
                ),
            }
        ),
        workers=len({agreement.worker, *(one.worker for one in given if one.agency == agreement.agency)}),
        supervised=any(one.worker == supervisor for one in spells)
        or relations.outside_supervision(supervisor, today),
        supervisor_topics=relations.trained_in(supervisor, today),
        worker_topics=relations.trained_in(agreement.worker, today),
    )
