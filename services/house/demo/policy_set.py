"""By which published figures an invented agency goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.directory.domain.agency import Agency
from services.directory.domain.policy_set import PolicySet
from services.directory.events import Requirements
from services.directory.policy_sets import TEMPLATES

if TYPE_CHECKING:
    from services.house.demo.filling import Demo


def fill_policy_set(demo: Demo) -> None:
    """Harbour goes by a published set, and asks for an hour each time: not all of its agreements have that."""
    rules = TEMPLATES["monthly-at-least"].rules
    chosen = PolicySet.publish(demo.draw(), demo.agencies["harbour"], demo.day(-200), rules)
    demo.policy_sets["harbour"] = chosen.id
    demo.append("directory", chosen, demo.people["rowan"], -199)
    harbour = demo.house.rooms["directory"].store.get(Agency, demo.agencies["harbour"])
    harbour.choose_policy_set(chosen, demo.day(-200), Requirements(session_minutes_at_least=60))
    demo.append("directory", harbour, demo.people["tomasz"], -198)
