"""Whether a supervisor is supervised themselves: with all of it for them, without ids or names for others (D7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import Field

from services.agreements.forms.outgoing import ListedAgreement
from services.directory.relations import Spell
from shared.web.bodies import Out


class OutsideOut(Out):
    """Supervision outside the house: dates alone; with whom, the directory tells."""

    starts: date
    ends: date | None = None


class OwnSupervisionOut(Out):
    """Whether somebody is supervised themselves by now."""

    by: list[Literal["agreement", "outside"]] = Field(description="Nothing in it is not at all.")
    since: date | None = Field(None, description="The first day of what lasts longest.")
    agreements: list[ListedAgreement] | None = Field(None, description="To oneself alone.")
    outside: list[OutsideOut] | None = Field(None, description="To oneself alone.")


def own_supervision_form(
    rows: Sequence[Mapping[str, Any]],
    bound: Iterable[date],
    outside: Iterable[Spell],
    today: date,
    *,
    whole: bool,
) -> OwnSupervisionOut:
    """What lasts today counts; oneself is shown what is drafted, and what is past or to come, as well."""
    spells = list(outside)
    agreed = [since for since in bound if since <= today]
    elsewhere = [one.starts for one in spells if one.lasts(today)]
    return OwnSupervisionOut(
        by=[*(["agreement"] if agreed else []), *(["outside"] if elsewhere else [])],
        since=min([*agreed, *elsewhere], default=None),
        agreements=[ListedAgreement.model_validate(row, extra="ignore") for row in rows] if whole else None,
        outside=[OutsideOut(starts=one.starts, ends=one.ends) for one in spells] if whole else None,
    )
