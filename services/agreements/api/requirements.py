"""What a policy set asks of an agreement, now and at any moment of its history; and departures from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Annotated, cast
from uuid import UUID

from fastapi import Path, Query, Request, Response

from services.agreements.api.calls import AgreementCall, Agreements, tag
from services.agreements.domain.agreement import Agreement
from services.agreements.domain.departures import Asking
from services.agreements.events import AgreementFact
from services.agreements.forms import (
    CHANGES_THE_ANSWER,
    DepartureIn,
    DepartureOut,
    RequirementsOut,
    asking,
    departure_form,
    requirements_form,
)
from services.agreements.views import SpellsView, known_at
from shared.access import Decision
from shared.facts import Recorded
from shared.web.problems import not_found
from shared.web.reading import After, AskedDay, AsOf, Limit, after, as_of, next_page
from shared.web.routing import Routes

router = Routes("Supervision agreements")
Number = Annotated[int, Path(ge=1, le=10**6)]


@router.get("/agreements/{id}/requirements")
def get_requirements(
    id: UUID,
    call: Agreements,
    response: Response,
    at: Annotated[AsOf, Query(alias="as_of")] = None,
    on: Annotated[
        AskedDay | None,
        Query(description="About which day, from its first draft to that time; without it, the last."),
    ] = None,
) -> RequirementsOut:
    """Whether it meets what its agency's policy set asks, and why not.

    With `as_of`, by the agreement and the sets as they were recorded by then; with `on`, about that day, so that a set
    published later can be asked of a day before. Roles, placements and trainings are taken as they are known today, for
    the day asked about.

    Whatever is found, signing waits for none of it. Give At-Least a Position to read your own writes.
    """
    agreement, records, _ = call.read(call.law, id, moment := as_of(at))
    as_it_stands = call.desk.store.get(Agreement, id) if moment else agreement
    decision = call.demand(call.law, as_it_stands, "see-requirements")
    call.await_view(SpellsView)
    tag(response, agreement, decision)
    told = records[-1].recorded_at if agreement.over or isinstance(moment, int) else moment
    then = call.moment(told)
    if on is None:
        return _answer(call, agreement, then, decision)
    assert agreement.agency is not None
    first, last = (call.relations.day_at(agreement.agency, one) for one in (records[0].recorded_at, then))
    day = min(max(on, first), last)
    over = call.relations.day_ends(agreement.agency, day)
    facts = cast("list[AgreementFact]", [one.fact for one in records if one.recorded_at < over])
    return _answer(call, Agreement(id, facts), then, decision, day)


@router.get("/agreements/{id}/requirements/history")
def get_requirements_history(
    id: UUID,
    request: Request,
    response: Response,
    call: Agreements,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[RequirementsOut]:
    """The answers at every moment at which the agreement, the set or its choice became another, oldest first."""
    place = after(request, call.desk.secret, cursor)
    agreement, records, _ = call.read(call.law, id)
    decision = call.demand(call.law, agreement, "see-requirements")
    call.await_view(SpellsView)
    begins = datetime.fromisoformat(place) if place else datetime.min.replace(tzinfo=UTC)
    moments = [one for one in _moments(call, agreement, records) if one > begins][: limit + 1]
    page = next_page(request, response, call.desk.secret, moments, limit, datetime.isoformat)
    answers = []
    for moment in page:
        facts = cast("list[AgreementFact]", [one.fact for one in records if one.recorded_at <= moment])
        answers.append(_answer(call, Agreement(id, facts), moment, decision))
    return answers


def _moments(call: AgreementCall, agreement: Agreement, records: Sequence[Recorded]) -> list[datetime]:
    """When something changed that an answer rests on, from the first draft to the end or to now."""
    assert agreement.agency is not None
    begins = partial(call.relations.day_begins, agreement.agency)
    moments = {max(at, begins(day)) for at, day in call.relations.policy_changes(agreement.agency)}
    moments |= {one.recorded_at for one in records if isinstance(one.fact, CHANGES_THE_ANSWER)}
    last = records[-1].recorded_at if agreement.over else call.desk.store.now()
    return sorted(one for one in moments if records[0].recorded_at <= one <= last)


def _answer(
    call: AgreementCall,
    agreement: Agreement,
    moment: datetime,
    decision: Decision,
    on: date | None = None,
) -> RequirementsOut:
    assert agreement.agency is not None
    with call.relations.at_once():
        known = known_at(agreement, moment, call.desk.shelf, call.relations, on)
        required = call.relations.requirements_at(agreement.agency, known.today, as_of=moment)
    return requirements_form(agreement, moment, known, required, decision)


@router.post("/agreements/{id}/departures", status_code=201, response_class=Response)
def record_departure(id: UUID, body: DepartureIn, call: Agreements) -> Response:
    """Write down that the two of you depart from a requirement that you do not meet, and why. It is shown beside it.

    It excuses nothing stricter that is asked for later.
    """
    call.await_log(SpellsView)

    def command(agreement: Agreement) -> str:
        number = agreement.depart(
            call.person, body.requirement, body.why, body.words, _asking(call, agreement)
        )
        return f"/agreements/{id}/departures/{number}"

    return call.add(call.law, id, "depart", command)


def _asking(call: AgreementCall, agreement: Agreement) -> Asking | None:
    decision = call.demand(call.law, agreement, "see-requirements")
    return asking(_answer(call, agreement, call.moment(None), decision))


@router.get("/agreements/{id}/departures", response_model_exclude_none=True)
def get_departures(id: UUID, call: Agreements, response: Response) -> list[DepartureOut]:
    """Every departure, also those taken back. Reasons in words are read with the others, at `words`."""
    agreement, records, _ = call.read(call.law, id)
    decision = call.demand(call.law, agreement, "see-requirements")
    tag(response, agreement, decision)
    return [departure_form(one, records, decision) for one in agreement.departures]


@router.get("/agreements/{id}/departures/{number}", response_model_exclude_none=True)
def get_departure(id: UUID, number: Number, call: Agreements, response: Response) -> DepartureOut:
    """One departure."""
    found = get_departures(id, call, response)
    if number > len(found):
        raise not_found()
    return found[number - 1]


@router.post("/agreements/{id}/departures/{number}/ending", status_code=204, response_class=Response)
def end_departure(id: UUID, number: Number, call: Agreements) -> Response:
    """Take a departure back: the requirement counts again."""

    def command(agreement: Agreement) -> None:
        if number > len(agreement.departures):
            raise not_found()
        agreement.end_departure(number, call.person)

    return call.change(call.law, id, "depart", command)
