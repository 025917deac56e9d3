"""Who may do and see what with a supervision agreement: parties all of it, the agency that it exists (C5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.negotiated import BINDS
from services.directory.relations import Relations
from shared.access import Policy, allow
from shared.identity import PersonId

PARTIES: Final = ("worker", "supervisor")
OVERSIGHT: Final = ("line_manager", "coordinator", "hr", "privacy_officer", "auditor")
RELATIONS: Final = (*PARTIES, "cover", *OVERSIGHT, "partner")
"""Every way somebody can stand to an agreement; a stranger, an administrator or an agency stands in none."""

STATES: Final = ("drafted", "in-force", "renegotiating", "ended", "expired")

THAT_IT_TAKES_PLACE: Final = (
    "id",
    "kind",
    "worker",
    "supervisor",
    "agency",
    "placement",
    "starts",
    "ends",
    "frequency",
    "status",
    "signatures",
    "review_dates",
    "review_due",
    "reviews",
    "partnership",
)
"""Of a review they see that it took place and when: who wrote it down, and what it came to, is the parties' affair."""

POLICY: Final = Policy(
    "supervision agreement",
    [
        allow(
            "AG1",
            "The two parties see everything that is clear about their agreement, and its history.",
            PARTIES,
            "see",
        ),
        allow(
            "AG14",
            "Whoever covers sees, as long as they do, how often and how the two meet, the limits of confidentiality,"
            " and whom difficulties go to.",
            ("cover",),
            "see",
            sees=(*THAT_IT_TAKES_PLACE, "session_minutes", "modality", "limits", "difficulties_to", "covers"),
        ),
        allow(
            "AG2",
            "The line manager of the worker's placement, and the coordinator, HR, privacy officer and auditor of its agency,"
            " see that supervision takes place: kind, parties, dates, frequency, status, signatures and reviews. Never content.",
            OVERSIGHT,
            "see",
            sees=THAT_IT_TAKES_PLACE,
        ),
        allow(
            "AG3",
            "The two parties, and nobody else, read the terms, addenda, and reasons in words; each reading is accounted for.",
            PARTIES,
            "read-terms",
        ),
        allow("AG4", "Either of the two who are to be its parties drafts an agreement.", PARTIES, "draft"),
        allow("AG5", "Either party changes the terms on the table.", PARTIES, "revise"),
        allow("AG6", "Each party signs for themselves.", PARTIES, "sign"),
        allow("AG7", "Either party asks to renegotiate.", PARTIES, "renegotiate"),
        allow("AG8", "Either party ends the agreement.", PARTIES, "end"),
        allow(
            "AG9", "Either party writes down that they reviewed the agreement together.", PARTIES, "review"
        ),
        allow(
            "AG10",
            "Either party proposes an addendum, signs one for themselves, or withdraws one not yet signed by both.",
            PARTIES,
            "amend",
        ),
        allow(
            "AG11",
            "The worker sees all of their agreements together; each of their supervisors sees, within the same placement,"
            " that the others take place.",
            PARTIES,
            "see-together",
        ),
        allow(
            "AG17",
            "The worker, and nobody else, reads across their agreements which topics several claim and which nobody does.",
            ("worker",),
            "read-together",
        ),
        allow(
            "AG12",
            "The supervisor names who covers for them, for a time; HR of the worker's agency, once the supervisor has left.",
            ("supervisor", "hr"),
            "name-cover",
        ),
        allow(
            "AG13",
            "Either party, whoever covers, or HR where it may name one, ends a cover.",
            (*PARTIES, "cover", "hr"),
            "end-cover",
        ),
        allow(
            "AG15",
            "What was sealed stays closed to whoever covers; the worker, and nobody else, opens it to them, item by item.",
            ("worker",),
            "show-to-cover",
        ),
        allow(
            "AG16",
            "Whoever covers reads what the worker has opened to them; each reading is accounted for.",
            ("cover",),
            "read-shown",
        ),
        allow(
            "AG21",
            "A partner sees that supervision takes place under a placement that their partnership covers, as long as it"
            " binds, and no more than an agency does; afterwards as of that time alone.",
            ("partner",),
            "see",
            sees=THAT_IT_TAKES_PLACE,
        ),
        allow(
            "AG22",
            "Either party says under which partnership their supervision takes place.",
            PARTIES,
            "place-under-partnership",
        ),
        allow(
            "AG23",
            "The two parties and whoever covers see a cover, and what the worker has opened to it.",
            (*PARTIES, "cover"),
            "see-cover",
        ),
        allow(
            "AG24",
            "HR sees a cover that it named: who covers, from when to when.",
            ("hr",),
            "see-cover",
            sees=("id", "person", "named_by", "starts", "ends", "ended"),
        ),
        allow(
            "AG25",
            "The two parties see whether their agreement meets what its agency's policy set asks, and every departure from it.",
            PARTIES,
            "see-requirements",
        ),
        allow(
            "AG26",
            "The coordinator, HR and privacy officer of the worker's agency see what its policy set asks and what is met,"
            " but neither how long sessions are nor which of the two recorded a departure. Never content.",
            ("coordinator", "hr", "privacy_officer"),
            "see-requirements",
            sees=(*THAT_IT_TAKES_PLACE, "requirements", "departures", "trainings"),
        ),
        allow(
            "AG28",
            "The line manager of the worker's placement, and the auditor of its agency, see what HR sees of what is asked,"
            " and of training whether it is as asked for and no more.",
            ("line_manager", "auditor"),
            "see-requirements",
            sees=(*THAT_IT_TAKES_PLACE, "requirements", "departures"),
        ),
        allow(
            "AG27",
            "Either party records that they depart from a requirement, with a reason, or takes that back.",
            PARTIES,
            "depart",
        ),
    ],
)


def to_worker(rows: Sequence[Mapping[str, Any]], worker: PersonId, person: PersonId) -> frozenset[str]:
    """How somebody stands to all of a worker's supervision: by agreements that bind. A draft is one person's word."""
    if person == worker:
        return frozenset({"worker"})
    supervises = any(row["supervisor"] == str(person) and row["status"] in BINDS for row in rows)
    return frozenset({"supervisor"}) if supervises else frozenset()


def relate(agreement: Agreement, person: PersonId, relations: Relations) -> frozenset[str]:
    """How somebody stands to an agreement. A party is one by the record itself, however old our copy of the directory."""
    if person in agreement.parties:
        return frozenset({"worker" if person == agreement.worker else "supervisor"})
    relations.require_fresh()
    assert agreement.agency is not None
    covers = agreement.covered_by(person, relations.today_at(agreement.agency))
    stands = relations.roles_at(person, agreement.agency) & set(OVERSIGHT)
    placement = relations.placement(agreement.placement)
    if placement and placement.line_manager == person:
        stands |= {"line_manager"}
    return frozenset(stands | {"cover"} if covers else stands)
