"""Whether a supervisor is supervised themselves: with all of it for them, without ids or names for others (D7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from services.agreements.domain.negotiated import BINDS
from services.agreements.forms.outgoing import ListedAgreement
from services.directory.relations import Spell


class OutsideOut(BaseModel):
    """Supervision outside the house: dates alone; with whom, the directory tells."""

    starts: date
    ends: date | None = None


class OwnSupervisionOut(BaseModel):
    """Whether somebody is supervised themselves by now."""

    by: list[Literal["agreement", "outside"]] = Field(description="Nothing in it is not at all.")
    since: date | None = Field(None, description="The first day of what lasts longest.")
    agreements: list[ListedAgreement] | None = Field(None, description="To oneself alone.")
    outside: list[OutsideOut] | None = Field(None, description="To oneself alone.")


def own_supervision_form(
    rows: Sequence[Mapping[str, Any]], outside: Iterable[Spell], today: date, *, whole: bool
) -> OwnSupervisionOut:
    """What lasts today counts; oneself is shown what is drafted, and what is past or to come, as well."""
    spells = list(outside)
    agreed = [since for row in rows if (since := _binds_since(row)) and since <= today]
    elsewhere = [one.starts for one in spells if one.lasts(today)]
    return OwnSupervisionOut(
        by=[*(["agreement"] if agreed else []), *(["outside"] if elsewhere else [])],
        since=min([*agreed, *elsewhere], default=None),
        agreements=[ListedAgreement.model_validate(row, extra="ignore") for row in rows] if whole else None,
        outside=[OutsideOut(starts=one.starts, ends=one.ends) for one in spells] if whole else None,
    )


def _binds_since(row: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(row["since"]) if row["status"] in BINDS and row["since"] else None
