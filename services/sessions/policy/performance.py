"""Who may do and see what with a performance record: the worker first, then those whom S13 names."""

from __future__ import annotations

from typing import Final

from services.directory.relations import Relations
from services.sessions.domain.performance import PerformanceRecord
from shared.access import Policy, allow
from shared.identity import PersonId

BETWEEN: Final = ("worker", "author")
"""The two who see it from its first moment."""
AFTER: Final = ("supervisor", "line_manager", "hr")
SHOWN: Final = ("shown", "closed")
WHAT_OTHERS_SEE: Final = (
    *("id", "agreement", "worker", "author", "agency", "placement"),
    *("status", "noted_at", "shown_version"),
)

PERFORMANCE: Final = Policy(
    "performance record",
    [
        allow(
            "PR1",
            "The worker whom a performance record is about, and whoever wrote it, see it from its first moment, and its history.",
            BETWEEN,
            "see",
        ),
        allow(
            "PR2",
            "Once the worker was shown it, whoever supervises the worker administratively at that agency today, the line manager"
            " of the placement and HR of the agency see it, and its history, as far as the worker was shown it. Nobody else"
            " does: not by overseeing, not by supervising the worker's development.",
            AFTER,
            "see",
            states=SHOWN,
            sees=WHAT_OTHERS_SEE,
        ),
        allow(
            "PR3",
            "Worker and author read all of it; each reading is accounted for.",
            BETWEEN,
            "read-words",
            purpose="administrative supervision",
        ),
        allow(
            "PR4",
            "Those others read what the worker was shown, and whatever the worker added; each reading is accounted for.",
            AFTER,
            "read-words",
            states=SHOWN,
            purpose="administrative supervision",
        ),
        allow(
            "PR5",
            "Whoever supervises the worker administratively, under an agreement in force, and nobody else, begins a record, sets a"
            " plan, writes down its result, and closes it.",
            ("supervisor",),
            "write",
        ),
        allow(
            "PR6",
            "The worker, or whoever supervises them administratively, says that the worker was shown the last entry.",
            ("worker", "supervisor"),
            "show",
        ),
        allow("PR7", "The worker, and nobody else, adds words of their own.", ("worker",), "comment"),
        allow("PR8", "Worker and author see who opened what of it, and when.", BETWEEN, "see-accesses"),
    ],
)


def relate_to_performance(
    record: PerformanceRecord, person: PersonId, relations: Relations, *, supervises: bool
) -> frozenset[str]:
    """Worker and author by the record itself; `supervises` is what agreements say of today; the rest by the directory."""
    stands = {record.worker: "worker", record.author: "author"}
    by_record = frozenset({stands[person]} if person in stands else ())
    by_agreement = frozenset({"supervisor"} if supervises and person != record.worker else ())
    if by_record:
        return by_record | by_agreement
    assert record.agency is not None
    relations.require_fresh()
    placed = relations.placement(record.placement)
    manages = placed is not None and placed.line_manager == person
    return (
        by_agreement
        | frozenset({"line_manager"} if manages else ())
        | (relations.roles_at(person, record.agency) & {"hr"})
    )
