"""How the sessions of one relationship spread over purposes and functions (S3, S4)."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from uuid import UUID

from pydantic import Field

from services.sessions.domain.tally import summed, touched_by
from services.sessions.events import Function, Purpose, SessionRecord
from shared.web.bodies import Out


class BalanceOut(Out):
    """For the two alone, from the records of the sessions in which both of them met."""

    agreement: UUID
    goes_on_with: list[UUID] = Field(
        description="Earlier agreements of the two whose sessions are counted too."
    )
    records: int = Field(description="How many records were read for it, each as it reads now.")
    erased: int = Field(description="How many more there were.")
    purposes: dict[Purpose, int] = Field(description="How many records touched each (S3).")
    functions: dict[Function, int] = Field(description="How many records touched each (S4).")
    not_touched: list[Purpose] = Field(
        description="Purposes that no record touched. Over time a relationship shows all three (S3)."
    )


def balance_form(
    agreement: UUID, agreements: AbstractSet[UUID], records: Iterable[SessionRecord], erased: int
) -> BalanceOut:
    touched = summed(touched_by(record) for record in records)
    purposes = {one: int(getattr(touched, one.value)) for one in Purpose}
    return BalanceOut(
        agreement=agreement,
        goes_on_with=sorted(agreements - {agreement}),
        records=touched.records,
        erased=erased,
        purposes=purposes,
        functions={one: getattr(touched, one.value) for one in Function},
        not_touched=[one for one, many in purposes.items() if not many],
    )
