"""Who is who: names and roles, opened and accounted for once a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Final, cast
from uuid import UUID

from fastapi import Query, Request, Response

from services.directory.api.calls import Directory, DirectoryCall
from services.directory.domain.person import Person
from services.directory.events import (
    Details,
    Indexes,
    PeerBackgroundDeclared,
    PersonAdded,
    PersonDetailsChanged,
    SignInLinked,
)
from services.directory.forms import (
    MeOut,
    PersonOut,
    SearchIn,
    keyed,
    latest_details,
    me_form,
    person_form,
)
from services.directory.views import PeopleView, found_by, people_of
from shared.access import Decision, open_persons
from shared.facts import Fact, Recorded
from shared.identity import AgencyId, PersonId
from shared.store import NotFound
from shared.web.problems import Problem
from shared.web.reading import After, Limit, after, ids, next_page
from shared.web.routing import Routes

router = Routes("People")
OPENED: Final[dict[type[Fact], tuple[str, ...]]] = {
    PersonAdded: tuple(Details.model_fields),
    PersonDetailsChanged: tuple(Details.model_fields),
    PeerBackgroundDeclared: ("worked_in_peer_role",),
    SignInLinked: ("issuer", "subject"),
}
"""What of a fact is sealed, and hence named in the accounting when it is opened."""


@router.get("/people/me", response_model_exclude_none=True)
def get_me(call: Directory, response: Response) -> MeOut:
    """Who you are in this house: all that its directory says of you now, with your sign-ins, also those that are off.

    Your roles with their days are at /people/{id}/roles, and where you work is at /people/{id}/placements. What was
    replaced by something newer stays in your history, and is shown to nobody.
    """
    person, records = call.desk.store.past(Person, call.person)
    decision = call.demand(call.people, person, "see-details")
    response.headers["ETag"] = f'"{person.version}"'
    shown = _of_oneself(records)
    opened = open_persons(
        call.desk.store,
        [(one, decision) for one in shown],
        call.acting.at(person.home),
        fields=tuple(dict.fromkeys(field for one in shown for field in OPENED[type(one.fact)])),
    )
    return me_form(person, call.roles_today(person), opened)


def _of_oneself(records: Sequence[Recorded]) -> list[Recorded]:
    """The records that hold who somebody is now; of a sign-in that was linked again the last."""
    declared = [one for one in records if isinstance(one.fact, PeerBackgroundDeclared)][-1:]
    linked = {one.fact.link: one for one in records if isinstance(one.fact, SignInLinked)}
    return [latest_details(records), *declared, *linked.values()]


@router.get("/people", response_model_exclude_none=True)
def find_people(
    request: Request,
    response: Response,
    call: Directory,
    id: Annotated[
        str | None, Query(max_length=4000, description="Ids, separated by commas: whose names?")
    ] = None,
    agency: Annotated[UUID | None, Query(description="Everybody of this agency.")] = None,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[PersonOut]:
    """Names and roles of those whom you may know; others are left out, as if they did not exist."""
    call.person  # noqa: B018  a sign-in linked to nobody is told so, whomever it asks for
    place = after(request, call.desk.secret, cursor)
    call.await_view(PeopleView)
    if id is not None:
        wanted: Sequence[PersonId] = [PersonId(one) for one in ids(id)]
    elif agency is not None and agency not in call.relations.agencies_of(call.person):
        wanted = []  # how many work elsewhere is nobody else's business
    elif agency is not None:
        rows = people_of(call.desk.shelf, AgencyId(agency), place, limit)
        page = next_page(request, response, call.desk.secret, rows, limit, list)
        wanted = [PersonId(UUID(row[1])) for row in page]
    else:
        raise _nobody("query", "id or agency")
    return _known(call, wanted)


@router.post("/people/searches", response_model_exclude_none=True)
def search_people(body: SearchIn, call: Directory) -> list[PersonOut]:
    """Whoever you may know that has this handle, work e-mail or employee number; exact matches only.

    It is asked in a body, because addresses end up in logs. A search leaves nothing behind but the entry of the names opened.
    """
    call.person  # noqa: B018  a sign-in linked to nobody is told so, whomever it asks for
    call.await_view(PeopleView)
    told = {kind: value for kind in Indexes.model_fields if (value := getattr(body, kind))}
    if not told:
        raise _nobody("body", f"one of {', '.join(Indexes.model_fields)}")
    return _known(call, [found for kind, value in told.items() if (found := _search(call, kind, value))])


def _nobody(field: str, rule: str) -> Problem:
    return Problem(422, "invalid", "Say whom you look for.", fields=[(field, rule)])


def _search(call: DirectoryCall, kind: str, value: str) -> PersonId | None:
    """An employee number is looked for among one's own agencies: elsewhere the same number is somebody else's."""
    secret, found = call.desk.link_secret, None
    for agency in sorted(call.relations.agencies_of(call.person)):
        found = found or found_by(call.desk.shelf, kind, keyed(secret, kind, value, agency))
    return found


def _known(call: DirectoryCall, wanted: Sequence[PersonId]) -> list[PersonOut]:
    """Those of the wanted whom the person asking may know, under one entry of the accounting."""
    seen: list[tuple[Person, Recorded, Decision]] = []
    for one in dict.fromkeys(wanted):
        try:
            person, records = call.desk.store.past(Person, one)
        except NotFound:
            continue
        may = call.weigh(call.people, person, "see")
        if may.allowed:
            seen.append((person, latest_details(records), may))
    living = [(person, record, may) for person, record, may in seen if not call.is_erased(person.id)]
    opened = open_persons(
        call.desk.store,
        [(record, may) for _, record, may in living],
        call.acting.at(call.relations.home_of(call.person)),
        fields=("name",),
    )
    names = {
        person.id: cast("PersonAdded | PersonDetailsChanged", fact).details
        for (person, _, _), fact in zip(living, opened, strict=True)
    }
    return [
        person_form(
            PersonId(person.id),
            person.home,
            call.relations.roles_of(PersonId(person.id)),
            names.get(person.id),
            whole=False,
        )
        for person, _, _ in seen
    ]


@router.get("/people/{id}", response_model_exclude_none=True)
def get_person(id: UUID, call: Directory, response: Response) -> PersonOut:
    """One person; with contacts and numbers for who may see those."""
    person, records, seen = call.read(call.people, id)
    whole = call.weigh(call.people, person, "see-details")
    response.headers["ETag"] = f'"{person.version}"'
    record = latest_details(records)
    fields = tuple(Details.model_fields) if whole.allowed else ("name",)
    opened: Details | None = None
    if not call.is_erased(id):
        acting = call.acting.at(person.home)
        shown = [(record, whole if whole.allowed else seen)]
        fact = open_persons(call.desk.store, shown, acting, fields=fields)[0]
        opened = cast("PersonAdded | PersonDetailsChanged", fact).details
    return person_form(PersonId(id), person.home, call.roles_today(person), opened, whole=whole.allowed)
