"""Who may do and see what with a concern: by the record itself, and nobody by any role (C1, C2)."""

from __future__ import annotations

from typing import Final

from services.sessions.domain.concern_standing import ConcernStanding
from shared.access import Policy, allow
from shared.identity import PersonId

TWO: Final = ("worker", "author")
COVER: Final = "cover"
FORMER_COVER: Final = "former_cover"
KEEPERS: Final = ("author", COVER)
AMONG: Final = ("worker", "author", COVER)
THAT_THE_WORKER_SAYS_SO: Final = ("id", "worker", "said_at", "confirmed_at")
"""All that the manager named ever sees of a concern."""

CONCERNS: Final = Policy(
    "concern",
    [
        allow(
            "CO1",
            "The supervisor who told the worker of a concern, and the worker, see from then on how it stands: its grounds, its"
            " steps, its clock. So does whoever covers: whoever the worker was told goes on with it too, for as long as they cover"
            " or supervise there. Nobody else does, whatever they are.",
            AMONG,
            "see",
        ),
        allow(
            "CO2",
            "The manager to whom the worker says they have taken it sees that the worker says so, and nothing else.",
            ("named_manager",),
            "see",
            sees=THAT_THE_WORKER_SAYS_SO,
        ),
        allow(
            "CO3",
            "The worker and the supervisor who told them of a concern, and nobody else, read what was written down; each"
            " reading is accounted for where nobody else sees that either.",
            TWO,
            "read-words",
        ),
        allow(
            "CO4",
            "Whoever covers reads what they wrote themselves, and no other word.",
            (COVER,),
            "read-own-words",
        ),
        allow(
            "CO5",
            "Whoever supervises a worker on that day, under an agreement or in a group where the worker acknowledged the limits,"
            " tells them of a concern.",
            ("supervisor",),
            "raise",
        ),
        allow(
            "CO6",
            "The worker, and nobody else, says that they have seen the notice.",
            ("worker",),
            "see-notice",
        ),
        allow("CO7", "The worker, and nobody else, answers.", ("worker",), "answer"),
        allow(
            "CO8",
            "The manager to whom the worker says they have taken it, and nobody else, confirms that.",
            ("named_manager",),
            "confirm",
        ),
        allow(
            "CO9",
            "The supervisor, or whoever covers, tells the worker who is going to be consulted, and with which words.",
            KEEPERS,
            "escalate",
        ),
        allow("CO10", "The worker, and nobody else, objects to the person named.", ("worker",), "object"),
        allow(
            "CO11",
            "The supervisor, or whoever covers, consults that person: with this, and with nothing else, a disclosure is made.",
            KEEPERS,
            "consult",
        ),
        allow(
            "CO12",
            "The supervisor, or whoever covers, says that the notice was brought to the worker where the employer has no say.",
            KEEPERS,
            "reach",
        ),
        allow("CO13", "The supervisor, or whoever covers, closes it with an outcome.", KEEPERS, "close"),
        allow("CO14", "The supervisor, or whoever covers, withdraws it.", KEEPERS, "withdraw"),
        allow("CO15", "The worker, and nobody else, adds a statement that goes along.", ("worker",), "state"),
        allow(
            "CO16",
            "Whoever covers or supervises under an agreement, or facilitates a group now, says that the worker was told that they"
            " go on with what runs there.",
            ("covering",),
            "take-over",
        ),
        allow(
            "CO17",
            "The supervisor, or whoever covers or did, says that they took a step out of order; the worker alleges one.",
            (*AMONG, FORMER_COVER),
            "note-out-of-order",
        ),
        allow(
            "CO18",
            "The worker and the supervisor who told them of a concern, and whoever covers, see who would be consulted"
            " today, and why it is another than the line manager; whom of the staff it is about is opened to tell, and"
            " whoever covers is not told by that either.",
            AMONG,
            "see-next",
        ),
        allow(
            "CO19",
            "The worker and the supervisor who told them of a concern read the names of those to whom something was"
            " disclosed, also once its content was erased.",
            TWO,
            "read-recipients",
        ),
        allow(
            "CO20",
            "The worker and the supervisor who told them of a concern see who opened what of it, and of what was disclosed,"
            " when, and by which rule.",
            TWO,
            "see-accesses",
        ),
    ],
)


def relate_to_concern(concern: ConcernStanding, person: PersonId) -> frozenset[str]:
    """By the record itself: no role and no directory has a say in it; but whoever took it over goes on only for a time."""
    stands = set[str]()
    if person == concern.worker:
        stands.add("worker")
    if person == concern.author:
        stands.add("author")
    elif person in concern.ever_covered:
        stands.add(COVER if person == concern.cover else FORMER_COVER)
    if (
        concern.said_to
        and concern.said_to.person == person
        and (concern.confirmed or concern.can_be_confirmed)
    ):
        stands.add("named_manager")
    return frozenset(stands)
