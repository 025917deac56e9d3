"""Who may do and see what with a performance record: the worker first, then those whom S13 names."""

from __future__ import annotations

from typing import Final

from services.directory.relations import Relations
from services.sessions.domain.performance import PerformanceRecord
from shared.access import Policy, allow
from shared.identity import PersonId

BETWEEN: Final = ("worker", "author")
"""The worker, and whoever wrote in it and supervises them still: they are told of the whole."""
BESIDE: Final = "beside"
"""Whoever wrote in it and supervises them still, while the worker was not shown yet what another wrote."""
WRITERS: Final = ("author", BESIDE)
WROTE: Final = "wrote"
"""Whoever wrote in it, and supervises the worker administratively no more."""
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
            "The worker whom a performance record is about sees it from its first moment, and its history; so does whoever wrote"
            " in it and supervises the worker administratively at that agency today, unless the worker was not shown yet what"
            " another wrote.",
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
            "The worker reads all of it; whoever wrote in it and supervises still, what the worker was shown, whatever the worker"
            " added, and what they wrote themselves. Each reading is accounted for.",
            BETWEEN,
            "read-words",
            purpose="administrative supervision",
        ),
        allow(
            "PR4",
            "Whoever supervises the worker administratively at that agency today, the line manager of the placement and HR"
            " of the agency read what the worker was shown, and whatever the worker added; each reading is accounted for.",
            AFTER,
            "read-words",
            states=SHOWN,
            purpose="administrative supervision",
        ),
        allow(
            "PR5",
            "Whoever supervises the worker administratively, under an agreement in force, and nobody else, begins a record.",
            ("supervisor",),
            "begin",
        ),
        allow(
            "PR6",
            "The worker, or whoever wrote it and supervises the worker administratively today, says that the worker was shown the"
            " last entry.",
            ("worker", *WRITERS),
            "show",
        ),
        allow("PR7", "The worker, and nobody else, adds words of their own.", ("worker",), "comment"),
        allow(
            "PR8",
            "The worker, and whoever wrote in it and supervises the worker administratively today, see who opened what of it, and"
            " when.",
            ("worker", *WRITERS),
            "see-accesses",
        ),
        allow(
            "PR9",
            "Whoever wrote in it sees it as HR does, from its first moment, once they supervise the worker administratively"
            " no more, and as long as the worker was not shown yet what another wrote.",
            (WROTE, BESIDE),
            "see",
            sees=WHAT_OTHERS_SEE,
        ),
        allow(
            "PR10",
            "Whoever wrote in it, and supervises the worker administratively no more or waits until the worker was shown"
            " what another wrote, reads what they wrote themselves, what the worker was shown, and whatever the worker"
            " added; each reading is accounted for.",
            (WROTE, BESIDE),
            "read-words",
            purpose="administrative supervision",
        ),
        allow(
            "PR11",
            "Whoever wrote in it and supervises the worker administratively today, under an agreement in force, sets a plan, writes"
            " down its result, and closes it.",
            WRITERS,
            "write",
        ),
        allow(
            "PR12",
            "Once the worker was shown it, anybody else who supervises the worker administratively today, under an"
            " agreement in force, sets a plan, writes down its result and closes it too; nobody else does.",
            ("supervisor",),
            "write",
            states=SHOWN,
        ),
    ],
)


def relate_to_performance(
    record: PerformanceRecord, person: PersonId, relations: Relations, *, supervises: bool
) -> frozenset[str]:
    """The worker and who wrote by the record itself; `supervises` is what agreements say of today; the rest by the directory."""
    if person == record.worker:
        return frozenset({"worker"})
    if person in record.writers:
        still = BESIDE if record.waits_for_others(person) else "author"
        return frozenset({still if supervises else WROTE})
    by_agreement = frozenset({"supervisor"} if supervises else ())
    assert record.agency is not None
    relations.require_fresh()
    placed = relations.placement(record.placement)
    manages = placed is not None and placed.line_manager == person
    return (
        by_agreement
        | frozenset({"line_manager"} if manages else ())
        | (relations.roles_at(person, record.agency) & {"hr"})
    )
