"""Who may do and see what in this service: a file for each kind of record."""

from typing import Final

from services.agreements.policy.agreement import (
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

__all__ = [
    "BLOCKS",
    "OVERSIGHT",
    "PARTIES",
    "POLICIES",
    "POLICY",
    "RELATIONS",
    "STATES",
    "THAT_IT_TAKES_PLACE",
    "relate",
    "to_worker",
]

POLICIES: Final = (POLICY, BLOCKS)
