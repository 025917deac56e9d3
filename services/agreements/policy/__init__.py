"""Who may do and see what in this service: a file for each kind of record."""

from typing import Final

from services.agreements.policy.agreement import (
    BINDS,
    OVERSIGHT,
    PARTIES,
    POLICY,
    RELATIONS,
    STATES,
    THAT_IT_TAKES_PLACE,
    relate,
    to_worker,
)
from services.agreements.policy.blocks import BLOCKS
from services.agreements.policy.difficulty import COUNTS, DIFFICULTIES, relate_to_difficulty
from services.agreements.policy.disconnect import DISCONNECTS, relate_to_disconnect

__all__ = [
    "BINDS",
    "BLOCKS",
    "COUNTS",
    "DIFFICULTIES",
    "DISCONNECTS",
    "OVERSIGHT",
    "PARTIES",
    "POLICIES",
    "POLICY",
    "RELATIONS",
    "STATES",
    "THAT_IT_TAKES_PLACE",
    "relate",
    "relate_to_difficulty",
    "relate_to_disconnect",
    "to_worker",
]

POLICIES: Final = (POLICY, BLOCKS, DIFFICULTIES, COUNTS, DISCONNECTS)
