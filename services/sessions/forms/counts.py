"""What is told of an agency's closed quarters (S3, S4, C5)."""

from __future__ import annotations

from typing import Any, Final

from pydantic import Field

from services.sessions.domain.smallest_group import SMALLEST_GROUP
from services.sessions.events import Function, Purpose
from shared.web.bodies import Out

FEWER: Final = "fewer than {}"
UNTOLD: Final = "null where from the number it could follow of fewer than eleven workers that theirs did, or did not (C5)."


class CountedQuarter(Out):
    """One closed quarter of an agency, by when records were written; a correction counts where it was made."""

    quarter: str = Field(examples=["2026-Q1"])
    records: int | str = Field(
        description=f"How many records of sessions were written; `{FEWER.format(SMALLEST_GROUP)}` where records of fewer workers"
        " than that were, or of none; the number in it is the one that held when the quarter was counted (C5).",
        examples=[FEWER.format(SMALLEST_GROUP)],
    )
    purposes: dict[Purpose, int | None] | None = Field(
        None, description=f"How many touched each purpose (S3); {UNTOLD}"
    )
    functions: dict[Function, int | None] | None = Field(
        None, description=f"How many touched each function (S4); {UNTOLD}"
    )


def counted_quarter(row: dict[str, Any]) -> CountedQuarter:
    if row["records"] is None:
        return CountedQuarter(quarter=row["quarter"], records=FEWER.format(row["fewer_than"]))
    return CountedQuarter(
        quarter=row["quarter"],
        records=row["records"],
        purposes={one: row[one.value] for one in Purpose},
        functions={one: row[one.value] for one in Function},
    )
