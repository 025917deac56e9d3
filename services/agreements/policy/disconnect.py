"""Who may do and see what with advice of a disconnect: the worker from its first draft on, who gets it once it was sent (A7)."""

from __future__ import annotations

from typing import Final

from services.agreements.domain.disconnect import Disconnect
from shared.access import Policy, allow
from shared.identity import PersonId

AMONG: Final = ("author", "worker", "recipient")

DISCONNECTS: Final = Policy(
    "advice of a disconnect",
    [
        allow(
            "DC1",
            "The peer supervisor who writes advice, and the worker whose role it is about, see it from its first draft on; the"
            " agency supervisor whom it goes to, from its sending on. Nobody else does, whatever they are.",
            AMONG,
            "see",
        ),
        allow(
            "DC2",
            "Those who see it read it, with what the worker added and what was answered; of what was added before it was sent,"
            " the agency supervisor reads what belongs to the version that was sent. Each reading is accounted for.",
            AMONG,
            "read-words",
        ),
        allow(
            "DC3",
            "A peer supervisor, at home or at the agency, writes advice about the role of a worker whom they supervise.",
            ("peer_supervisor",),
            "draft",
        ),
        allow("DC4", "Its author changes it, until it is sent.", ("author",), "revise"),
        allow(
            "DC5",
            "The worker, and nobody else, says which version they have seen.",
            ("worker",),
            "acknowledge",
        ),
        allow("DC6", "The worker, and nobody else, adds words of their own.", ("worker",), "add"),
        allow(
            "DC7",
            "Its author sends it as they have read it, once the worker has seen that very version.",
            ("author",),
            "send",
        ),
        allow(
            "DC8",
            "The agency supervisor whom it went to, and nobody else, answers.",
            ("recipient",),
            "answer",
        ),
        allow("DC9", "Its author gives it up, until it is sent.", ("author",), "withdraw"),
    ],
)


def relate_to_disconnect(disconnect: Disconnect, person: PersonId) -> frozenset[str]:
    """By the record itself; whom it is meant for stands in no relation to it before it was sent."""
    stands = {disconnect.author: "author", disconnect.worker: "worker"}
    if disconnect.sent:
        stands[disconnect.to] = "recipient"
    return frozenset({stands[person]} if person in stands else ())
