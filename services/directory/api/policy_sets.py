"""Policy sets: published, revised, picked by an agency; and what holds there on a day."""

from __future__ import annotations

from operator import itemgetter
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Query, Request, Response

from services.directory import policy
from services.directory.api.calls import Directory
from services.directory.domain.agency import Agency
from services.directory.domain.policy_set import PolicySet
from services.directory.domain.refusals import NoSuchPolicySet, WeakerThanTheSet
from services.directory.domain.required import Required
from services.directory.forms import (
    ChoiceIn,
    EditionIn,
    ListedPolicySet,
    PolicySetIn,
    PolicySetOut,
    RequiredOut,
    policy_set_form,
    required_form,
)
from services.directory.policy_sets import TEMPLATES, Template
from services.directory.relations import RelationsView
from shared.identity import AgencyId
from shared.store import NotFound
from shared.web.problems import Problem, name_of, not_found, sentence
from shared.web.reading import After, AskedDay, AsOf, Limit, Past, after, as_of, history, next_page
from shared.web.routing import Routes

router = Routes("Policy sets")


@router.get("/policy-sets/templates", response_model_exclude_none=True)
def list_policy_set_templates(call: Directory) -> list[Template]:
    """Published rules to begin with, each with its sources. They hold nowhere until they are published and picked."""
    call.permit(policy.POLICY_SETS, policy.in_the_house(call.person, call.relations), "see")
    return list(TEMPLATES.values())


@router.get("/policy-sets", response_model_exclude_none=True)
def list_policy_sets(
    request: Request,
    response: Response,
    call: Directory,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedPolicySet]:
    """Every policy set by its latest edition, in the order of publication. Give At-Least a Position to read your own writes."""
    call.permit(policy.POLICY_SETS, policy.in_the_house(call.person, call.relations), "see")
    place = after(request, call.desk.secret, cursor)
    call.await_view(RelationsView)
    rows = call.relations.policy_sets(place, limit)
    page = next_page(request, response, call.desk.secret, rows, limit, itemgetter("place"))
    return [ListedPolicySet.model_validate(one, extra="ignore") for one in page]


@router.post("/policy-sets", status_code=201, response_class=Response)
def publish_policy_set(body: PolicySetIn, call: Directory) -> Response:
    """Publish a policy set for your agency, from a template or whole; privacy officers do, and revise it alone."""
    agencies = frozenset({body.agency}) if body.agency else policy.officer_at(call.person, call.relations)
    stands = policy.to_policy_set(agencies, call.person, call.relations)
    decision = call.permit(policy.POLICY_SETS, stands, "publish")
    template = TEMPLATES.get(body.template or "")
    rules = template.rules if template else body.rules
    if rules is None or (body.template and (template is None or body.rules)):
        rule = "the code of a template, or else `rules`, and not both"
        raise Problem(422, "invalid", "A set comes from a template or whole.", fields=[("template", rule)])
    if len(agencies) > 1:
        fields = [("agency", "one of those of which you are privacy officer")]
        raise Problem(422, "invalid", "A set is published by one agency.", fields=fields)
    (agency,) = agencies
    made = PolicySet.publish(uuid4(), agency, body.holds_from, rules)
    return call.begin(made, decision, f"/policy-sets/{made.id}")


@router.get("/policy-sets/{id}", response_model_exclude_none=True)
def get_policy_set(
    id: UUID,
    call: Directory,
    response: Response,
    edition: Annotated[
        int | None, Query(ge=1, le=10**6, description="Which edition; without it, the latest.")
    ] = None,
    at: Annotated[AsOf, Query(alias="as_of")] = None,
) -> PolicySetOut:
    """One policy set, in one of its editions."""
    found, _, _ = call.read(call.policy_sets, id, as_of(at))
    if edition is not None and edition > len(found.editions):
        raise not_found()
    response.headers["ETag"] = f'"{found.version}"'
    return policy_set_form(found, found.editions[edition - 1 if edition else -1])


@router.get("/policy-sets/{id}/history")
def get_policy_set_history(
    id: UUID, call: Directory, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> list[Past]:
    """Every edition in order, and who published it when."""
    _, records, _ = call.read(call.policy_sets, id, as_of(at))
    return history(records, lambda _: True)


@router.put("/policy-sets/{id}", status_code=204, response_class=Response)
def revise_policy_set(id: UUID, body: EditionIn, call: Directory) -> Response:
    """Publish a new edition, whole; needs If-Match. Privacy officers of the agency that published the set do.

    It holds from its day on, also for agencies that picked the set before.
    """
    return call.change(
        call.policy_sets, id, "revise", lambda one: one.revise(body.holds_from, body.rules), if_match=True
    )


@router.put("/agencies/{id}/policy-set", status_code=204, response_class=Response)
def choose_policy_set(id: UUID, body: ChoiceIn, call: Directory) -> Response:
    """Pick the set that your agency goes by, and say where it asks for more; needs If-Match with the agency's ETag."""

    def command(agency: Agency) -> None:
        try:
            chosen = call.desk.store.get(PolicySet, body.policy_set)
        except NotFound:
            raise NoSuchPolicySet("policy_set") from None
        try:
            agency.choose_policy_set(chosen, body.holds_from, body.stricter)
        except WeakerThanTheSet as weaker:
            raise _with_figures(weaker) from None

    return call.change(call.agencies, id, "choose-policy-set", command, if_match=True)


@router.get("/agencies/{id}/policy-set", response_model_exclude_none=True)
def get_required(
    id: UUID,
    call: Directory,
    response: Response,
    on: Annotated[
        AskedDay | None, Query(description="On which day; without it, today at the agency.")
    ] = None,
) -> RequiredOut:
    """What is asked for at an agency on a day, and where each figure comes from. 404 where no set holds that day."""
    agency, _, _ = call.read(call.agencies, id)
    day = on or call.relations.today_at(AgencyId(id))
    choice = agency.choice_on(day)
    edition = call.desk.store.get(PolicySet, choice.policy_set).edition_on(day) if choice else None
    if choice is None or edition is None:
        raise not_found()
    response.headers["ETag"] = f'"{agency.version}"'
    return required_form(AgencyId(id), day, Required.of(choice, edition))


def _with_figures(weaker: WeakerThanTheSet) -> Problem:
    """Each field with the set's own figure, which everybody may read."""
    told = [
        (field, f"at least as strict as the set's: {_in_words(figure)}")
        for field, figure in zip(weaker.fields, weaker.figures.values(), strict=True)
    ]
    return Problem(422, name_of(weaker), sentence(weaker), fields=told)


def _in_words(figure: object) -> str:
    if not isinstance(figure, tuple):
        return str(figure)
    return ", ".join(
        one if isinstance(one, str) else f"{one.topic} within {one.within_days} days" for one in figure
    )
