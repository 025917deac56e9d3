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
from services.agreements.policy.difficulty import COUNTS, DIFFICULTIES, relate_to_difficulty
from services.agreements.policy.disconnect import DISCONNECTS, relate_to_disconnect
from services.agreements.policy.own_supervision import OWN_SUPERVISION, to_supervisor
from services.agreements.policy.partner import PARTNERS, own_time, sees_every_placement
from services.agreements.policy.partnership import ENTITLED, PARTNERSHIPS, SIDE, relate_to_partnership

__all__ = [
    "BLOCKS",
    "COUNTS",
    "DIFFICULTIES",
    "DISCONNECTS",
    "ENTITLED",
    "OVERSIGHT",
    "OWN_SUPERVISION",
    "PARTIES",
    "PARTNERS",
    "PARTNERSHIPS",
    "POLICIES",
    "POLICY",
    "RELATIONS",
    "SIDE",
    "STATES",
    "THAT_IT_TAKES_PLACE",
    "own_time",
    "relate",
    "relate_to_difficulty",
    "relate_to_disconnect",
    "relate_to_partnership",
    "sees_every_placement",
    "to_supervisor",
    "to_worker",
]

POLICIES: Final = (POLICY, BLOCKS, PARTNERSHIPS, DIFFICULTIES, COUNTS, DISCONNECTS, OWN_SUPERVISION)
