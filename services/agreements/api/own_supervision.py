"""A supervisor's own supervision: the supervisor is supervised too (D7, A4)."""

from __future__ import annotations

from uuid import UUID

from services.agreements.api.calls import Agreements
from services.agreements.forms import OwnSupervisionOut, own_supervision_form
from services.agreements.policy import OWN_SUPERVISION, to_supervisor
from services.agreements.views import AgreementsView, DatesView, SpellsView, bound_at, of_worker, supervises
from shared.identity import PersonId
from shared.web.problems import not_found
from shared.web.routing import Routes

router = Routes("Supervision agreements")


@router.get("/people/{id}/own-supervision", response_model_exclude_none=True)
def get_own_supervision(id: UUID, call: Agreements) -> OwnSupervisionOut:
    """Whether a supervisor is supervised themselves, by an agreement or outside the house, and since when. Opens nothing.

    For the supervisor, with the agreements; for whom they supervise and who oversees where they do, without.
    """
    supervisor, shelf = PersonId(id), call.desk.shelf
    for view in (AgreementsView, DatesView, SpellsView):
        call.await_view(view)
    stands = to_supervisor(
        supervisor, call.person, call.relations, supervised=supervises(shelf, supervisor, call.person)
    )
    if not call.judge(OWN_SUPERVISION, stands, "see").allowed:
        raise not_found()
    home = call.relations.home_of(supervisor)
    if home is None:
        raise call.unheard_of("person")
    whole = OWN_SUPERVISION.decide(stands, "see-own", "").allowed
    outside, today = call.relations.outside_supervisions(supervisor), call.relations.today_at(home)
    bound = [one for one in bound_at(shelf, supervisor, call.moment(None)) if one.worker == supervisor]
    days = [one.first_day(call.relations) for one in bound]
    return own_supervision_form(of_worker(shelf, supervisor), days, outside, today, whole=whole)
