"""All of a worker's supervision together: who covers what, placement by placement (D8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from pydantic import Field

from services.agreements.domain.negotiated import BINDS
from services.agreements.events import Kind
from services.agreements.forms.outgoing import ListedAgreement, UnderPartnershipOut
from shared.identity import AgencyId, PersonId, PlacementId
from shared.web.bodies import Out

COVERS = {
    Kind.ADMINISTRATIVE: (Kind.ADMINISTRATIVE,),
    Kind.PROFESSIONAL_DEVELOPMENT: (Kind.PROFESSIONAL_DEVELOPMENT,),
    Kind.BOTH: (Kind.ADMINISTRATIVE, Kind.PROFESSIONAL_DEVELOPMENT),
}


class Covered(Out):
    """One kind of supervision, and who gives it under an agreement in force."""

    kind: Kind
    supervisors: list[PersonId]


class AgreementTogether(ListedAgreement):
    """One agreement beside the others, and the partnership because of which a worker has both kinds of supervisor."""

    partnership: UnderPartnershipOut | None = None


class PlacementTogether(Out):
    """A worker's supervision in one placement."""

    placement: PlacementId
    agency: AgencyId
    agreements: list[AgreementTogether]
    covered: list[Covered] = Field(
        description="Each kind of supervision; nobody in it is nobody who gives it."
    )
    in_one_hand: list[PersonId] = Field(
        description="Who gives administrative and supportive supervision both. The field advises against it (D8)."
    )


class TogetherOut(Out):
    """A worker's supervision, placement by placement, as far as the reader may see."""

    worker: PersonId
    placements: list[PlacementTogether]


def together_form(worker: PersonId, rows: Sequence[Mapping[str, Any]], reader: PersonId) -> TogetherOut:
    """The worker sees all of it; a supervisor the placements in which they supervise this worker."""
    seen = [row for row in rows if reader == worker or _supervises_there(rows, row["placement"], reader)]
    by_placement = groupby(sorted(seen, key=_placement), key=_placement)
    return TogetherOut(worker=worker, placements=[_one(list(group), reader) for _, group in by_placement])


def _placement(row: Mapping[str, Any]) -> str:
    return str(row["placement"])


def _supervises_there(rows: Sequence[Mapping[str, Any]], placement: str, reader: PersonId) -> bool:
    return any(
        row["placement"] == placement and row["supervisor"] == str(reader) and row["status"] in BINDS
        for row in rows
    )


def _one(rows: list[Mapping[str, Any]], reader: PersonId) -> PlacementTogether:
    given: dict[Kind, list[str]] = {Kind.ADMINISTRATIVE: [], Kind.PROFESSIONAL_DEVELOPMENT: []}
    for row in rows:
        if row["status"] in BINDS:
            for kind in COVERS[Kind(row["kind"])]:
                given[kind].append(row["supervisor"])
    both = set(given[Kind.ADMINISTRATIVE]) & set(given[Kind.PROFESSIONAL_DEVELOPMENT])
    return PlacementTogether.model_validate(
        {
            "placement": rows[0]["placement"],
            "agency": rows[0]["agency"],
            "agreements": [
                AgreementTogether.model_validate(_shown(row, reader), extra="ignore") for row in rows
            ],
            "covered": [
                {"kind": kind, "supervisors": list(dict.fromkeys(people))} for kind, people in given.items()
            ],
            "in_one_hand": sorted(both),
        }
    )


def _shown(row: Mapping[str, Any], reader: PersonId) -> Mapping[str, Any]:
    """Of the others' agreements no more than that they take place (C5)."""
    is_party = str(reader) in (row["worker"], row["supervisor"])
    return row if is_party else {**row, "placement_ended": None}
