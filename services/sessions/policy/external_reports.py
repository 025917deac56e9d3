"""Who may do and see what with a record of what was done outside: its author, and whom the author let see it (C6)."""

from __future__ import annotations

from typing import Final

from services.sessions.domain.external_reports import ExternalReport
from shared.access import Policy, allow
from shared.identity import PersonId

SEEING: Final = ("author", "shown")

EXTERNAL_REPORTS: Final = Policy(
    "record of a report to an authority",
    [
        allow(
            "ER1",
            "Anybody who is signed in records that they made a report which law demands, called an emergency service, or"
            " withhold a notice, at any time. Nothing here makes such a report, delays it or stands in its way.",
            ("anybody",),
            "record",
        ),
        allow(
            "ER2",
            "Its author sees that it is there, and whom they let see it; so do those, each of themselves alone. Nobody else"
            " does, whatever they are.",
            SEEING,
            "see",
        ),
        allow(
            "ER3",
            "The author of a report, and whom they let see it, and nobody else, read it; each reading is accounted for"
            " where nobody else sees that either.",
            SEEING,
            "read-words",
        ),
        allow(
            "ER4",
            "Its author, and nobody else, lets somebody see it, once the law does not want it kept from them any more.",
            ("author",),
            "show",
        ),
        allow(
            "ER5", "Its author, and nobody else, sees who opened it, and when.", ("author",), "see-accesses"
        ),
    ],
)


def relate_to_external_report(one: ExternalReport, person: PersonId) -> frozenset[str]:
    """By the record itself: no role, no directory and no concern has a say in it."""
    if person == one.author:
        return frozenset({"author"})
    return frozenset({"shown"} if person in one.shown else ())
