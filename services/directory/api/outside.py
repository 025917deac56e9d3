"""Supervision that somebody has outside the house: recorded, shown, ended (D7)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID, uuid4

from fastapi import Response

from services.directory.api.calls import Directory, DirectoryCall
from services.directory.api.learning import opened, there
from services.directory.domain.person import Person
from services.directory.events import OutsideSupervisionRecorded
from services.directory.forms import LastDayIn, OutsideSupervisionIn, OutsideSupervisionOut, outside_form
from shared.access import Decision
from shared.facts import Fact, Recorded
from shared.web.routing import Routes

router = Routes("Trainings")


@router.get("/people/{id}/outside-supervisions", response_model_exclude_none=True)
def get_outside_supervisions(id: UUID, call: Directory, response: Response) -> list[OutsideSupervisionOut]:
    """Supervision outside the house, oldest first, and with whom: this is accounted for."""
    person, records, decision = call.read(call.outside, id)
    response.headers["ETag"] = f'"{person.version}"'
    said = _opened(call, person, records, decision, list(person.outside))
    return [outside_form(one, said) for one in sorted(person.outside.values(), key=lambda one: one.starts)]


@router.post("/people/{id}/outside-supervisions", status_code=201, response_class=Response)
def record_outside_supervision(id: UUID, body: OutsideSupervisionIn, call: Directory) -> Response:
    """Record that you, or somebody of your agency, are supervised by somebody outside the house."""
    supervision = uuid4()

    def command(person: Person) -> str:
        call.require_there(id)
        person.record_outside_supervision(
            supervision, call.person, body.with_whom, body.starts, body.ends, body.frequency
        )
        return f"/people/{id}/outside-supervisions/{supervision}"

    return call.add(call.outside, id, "record", command)


@router.get("/people/{id}/outside-supervisions/{supervision}", response_model_exclude_none=True)
def get_outside_supervision(
    id: UUID, supervision: UUID, call: Directory, response: Response
) -> OutsideSupervisionOut:
    """One of them."""
    person, records, decision = call.read(call.outside, id)
    found = there(person.outside, supervision)
    response.headers["ETag"] = f'"{person.version}"'
    return outside_form(found, _opened(call, person, records, decision, [supervision]))


@router.post(
    "/people/{id}/outside-supervisions/{supervision}/ending", status_code=204, response_class=Response
)
def end_outside_supervision(id: UUID, supervision: UUID, body: LastDayIn, call: Directory) -> Response:
    """Its last day."""

    def command(person: Person) -> None:
        there(person.outside, supervision)
        person.end_outside_supervision(supervision, call.person, body.last_day)

    return call.change(call.outside, id, "end", command)


def _opened(
    call: DirectoryCall,
    person: Person,
    records: Sequence[Recorded],
    decision: Decision,
    wanted: Sequence[UUID],
) -> dict[UUID, Fact]:
    shown = {
        one.fact.supervision: one
        for one in records
        if isinstance(one.fact, OutsideSupervisionRecorded) and one.fact.supervision in wanted
    }
    return opened(call, person, shown, decision, "with_whom")
