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
from services.agreements.policy.own_supervision import OWN_SUPERVISION, to_supervisor

__all__ = [
    "BLOCKS",
    "OVERSIGHT",
    "OWN_SUPERVISION",
    "PARTIES",
    "POLICIES",
    "POLICY",
    "RELATIONS",
    "STATES",
    "THAT_IT_TAKES_PLACE",
    "relate",
    "to_supervisor",
    "to_worker",
]

POLICIES: Final = (POLICY, BLOCKS, OWN_SUPERVISION)
