"""Registers of an agency: its code of conduct and its code of ethics, kept in editions and read by everybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from services.directory import policy
from services.directory.api.calls import Directory, DirectoryCall
from services.directory.domain.register import Register
from services.directory.events import RegisterKept, RegisterName
from services.directory.forms import RegisterIn, RegisterOut, register_form
from shared.facts import Recorded
from shared.identity import AgencyId
from shared.store import NotFound
from shared.web.problems import not_found
from shared.web.reading import AskedDay
from shared.web.routing import Routes

router = Routes("Registers")
OnDay = Annotated[AskedDay | None, Query(description="On which day; without it, today at the agency.")]


@router.get("/agencies/{id}/registers")
def list_registers(id: UUID, call: Directory, on: OnDay = None) -> list[RegisterOut]:
    """The registers that hold at an agency on a day."""
    call.read(call.agencies, id)
    day = on or call.relations.today_at(AgencyId(id))
    kept = [_past(call, AgencyId(id), name) for name in RegisterName]
    return [_shown(found, one, records) for one, records in kept if (found := one.edition_on(day))]


@router.get("/agencies/{id}/registers/{register}")
def get_register(
    id: UUID,
    register: RegisterName,
    call: Directory,
    response: Response,
    on: OnDay = None,
    edition: Annotated[
        int | None, Query(ge=1, le=10**6, description="Which edition, whatever the day.")
    ] = None,
) -> RegisterOut:
    """One register, in the edition that holds on a day or in any other."""
    call.read(call.agencies, id)
    kept, records = _past(call, AgencyId(id), register)
    if edition is None:
        found = kept.edition_on(on or call.relations.today_at(AgencyId(id)))
    else:
        found = next((one for one in kept.editions if one.edition == edition), None)
    if found is None:
        raise not_found()
    response.headers["ETag"] = f'"{kept.version}"'
    return _shown(found, kept, records)


@router.post("/agencies/{id}/registers/{register}/editions", status_code=201, response_class=Response)
def keep_register(id: UUID, register: RegisterName, body: RegisterIn, call: Directory) -> Response:
    """Keep a further edition, whole; HR and privacy officers of the agency do. Those before it stay readable."""
    agency, _, _ = call.read(call.agencies, id)
    stands = policy.to_agency(agency, call.person, call.relations)
    decision = call.permit(policy.AGENCIES, stands, "keep-register")
    kept, _ = _past(call, AgencyId(id), register)
    number = kept.keep(
        AgencyId(id),
        register,
        title=body.title,
        holds_from=body.holds_from,
        sections=body.sections,
        kept_at=body.kept_at,
    )
    return call.begin(kept, decision, f"/agencies/{id}/registers/{register}?edition={number}")


def _past(call: DirectoryCall, agency: AgencyId, name: RegisterName) -> tuple[Register, list[Recorded]]:
    """As far as it was kept, and what was recorded of it; one without an edition where it never was."""
    id = Register.id_of(agency, name)
    try:
        return call.desk.store.past(Register, id)
    except NotFound:
        return Register(id), []


def _shown(one: RegisterKept, register: Register, records: Sequence[Recorded]) -> RegisterOut:
    """One edition, and when it was entered: it may hold from an earlier day than that."""
    entered = next(record.recorded_at for record in records if record.fact == one)
    return register_form(one, entered, len(register.editions))
