"""Rosters: shown first, line by line, then applied as they were shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from fastapi.responses import StreamingResponse

from services.directory import policy
from services.directory.api.calls import Directory, DirectoryCall
from services.directory.domain.person import Person
from services.directory.events import Details, PersonAdded, PersonDetailsChanged
from services.directory.forms import ImportIn, ImportOut, latest_details
from services.directory.relations import RelationsView
from services.directory.roster import Books, Fault, Plan, apply, compare, read
from services.directory.roster.checking import check
from services.directory.roster.leaving import leavers
from services.directory.roster.rows import Row, rows
from services.directory.roster.shown import import_form
from services.directory.views import PeopleView
from shared.access import Decision, open_persons
from shared.identity import Acting, AgencyId, PersonId
from shared.store import Store, VersionConflict
from shared.tables import Away
from shared.web.guard import FileRoute
from shared.web.problems import Problem, of
from shared.web.routing import Routes

router = Routes("People", route_class=FileRoute)
LINES = "application/x-ndjson"
OPENED = 500
"""Persons an entry of the accounting, so that none becomes longer than the bus carries."""


@router.post(
    "/people/imports",
    response_model_exclude_none=True,
    responses={200: {"content": {LINES: {"schema": {"type": "string"}}}}},
)
def import_people(body: ImportIn, call: Directory) -> ImportOut:
    """Import a roster of your agency: a CSV file, its columns as in docs/people.csv, the same number being the same person.

    Without `digest` nothing changes: the answer shows who is new, what changes, and, with `full_snapshot`, who has left.
    Anything wrong with any line is named with line, column and rule, all in one answer, and nothing of the file is taken.

    With the `digest` that was shown, exactly that is applied; 409 when it would no longer be the same. The answer is then a
    line of JSON for every few people stored, `{"applied": 50, "of": 2000}`, so that one sees how far it is. An import that
    was cut short is finished by sending the same file anew: it changes only what is left.
    """
    kept = _kept(call)
    books = _books(call, kept)
    plan = _plan(body, call, books, kept)
    digest = _digest(body, call, plan)
    if body.digest is None:
        return import_form(plan, digest)
    if body.digest != digest:
        title = "The directory or the file is not as it was when this was shown. Look at what it would change now."
        raise Problem(409, "shown-differently", title)
    acting = replace(call.acting, policy_version=policy.PEOPLE.version)
    # An answer in lines is another than the form above; both are described.
    return StreamingResponse(_applied(plan, call.desk.store, acting), media_type=LINES)  # type: ignore[return-value]


def _kept(call: DirectoryCall) -> dict[AgencyId, Decision]:
    """The agencies whose people the one who asks keeps; 403 where there is none."""
    held = {
        agency: policy.at_agency(agency, call.person, call.relations)
        for agency, _ in call.relations.roles_of(call.person)
    }
    call.permit(policy.PEOPLE, frozenset().union(*held.values()), "import")
    decided = {agency: policy.PEOPLE.decide(stands, "import", "") for agency, stands in held.items()}
    return {agency: decision for agency, decision in decided.items() if decision.allowed}


def _books(call: DirectoryCall, kept: dict[AgencyId, Decision]) -> Books:
    """All that the log holds by now is known: who asks twice in a row would else add somebody twice."""
    desk, position = call.desk, call.desk.store.position()
    for view in (PeopleView, RelationsView):
        desk.shelf.wait(view, position)
    return Books(desk.store, desk.shelf, call.relations, desk.link_secret, kept)


def _plan(body: ImportIn, call: DirectoryCall, books: Books, kept: dict[AgencyId, Decision]) -> Plan:
    lines, faults = read(body.file)
    said, more = rows(lines)
    faults = [*faults, *more, *check(lines, books, full_snapshot=body.full_snapshot)]
    if body.full_snapshot and body.last_day is None:
        raise Problem(
            422, "invalid", "Say on which day they left.", fields=[("last_day", "with a full snapshot")]
        )
    if not faults:
        details, faults = _details(said, call, books, kept)
    if faults:
        raise _unfit(faults)
    plan = compare(said, books, details)
    if plan.faults:
        raise _unfit(plan.faults)
    if body.last_day is not None and body.full_snapshot:
        plan.steps += leavers(said, books, body.last_day)
    return plan


def _unfit(faults: list[Fault]) -> Problem:
    title = "Nothing of this file was taken: some of its lines do not meet a rule."
    told = dict.fromkeys((one.place, one.rule) for one in sorted(faults))
    return Problem(422, "roster-unfit", title, fields=list(told))


def _details(
    said: list[Row], call: DirectoryCall, books: Books, kept: dict[AgencyId, Decision]
) -> tuple[dict[PersonId, Details], list[Fault]]:
    """Who the known ones among them are now, opened to be compared: an entry of the accounting names them."""
    store, faults, found = call.desk.store, [], {}
    for agency, decision in kept.items():
        known = {
            id: row
            for row in said
            if books.agency(row.agency) == agency and (id := books.holder(agency, row.number))
        }
        erased = {id for id in known if books.is_erased(id)}
        faults += [
            Fault(known[id].line, "employee_number", "was that of somebody who was erased; give another")
            for id in erased
        ]
        ids = [id for id in known if id not in erased]
        for at in range(0, len(ids), OPENED):
            some = ids[at : at + OPENED]
            records = [(latest_details(store.past(Person, id)[1]), decision) for id in some]
            facts = open_persons(store, records, call.acting.at(agency), fields=tuple(Details.model_fields))
            for id, fact in zip(some, facts, strict=True):
                found[id] = cast("PersonAdded | PersonDetailsChanged", fact).details
    return found, faults


def _digest(body: ImportIn, call: DirectoryCall, plan: Plan) -> str:
    """Of the file and of what it would change; keyed, so that nobody learns from it what a file holds."""
    asked = [body.full_snapshot, str(body.last_day), plan.told()]
    return call.desk.secret.mac(b"roster", body.file.encode(), json.dumps(asked).encode()).hex()


def _applied(plan: Plan, store: Store, acting: Acting) -> Iterator[str]:
    """How far it is, a line each; what stops it is said in the last one."""
    many, done = len(plan.steps), 0
    try:
        for done in apply(plan, store, acting):
            yield json.dumps({"applied": done, "of": many}) + "\n"
    except (VersionConflict, Away) as error:
        problem = of(error)
        yield json.dumps({"applied": done, "of": many, "said": problem.title}) + "\n"
    else:
        yield json.dumps({"done": many}) + "\n"
