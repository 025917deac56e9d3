"""Who may do and see what, decided by rows, and the one way by which content is opened."""

from shared.access.opening import (
    ContentOpened,
    Opening,
    PersonsOpened,
    open_content,
    open_persons,
    open_within,
)
from shared.access.policy import Decision, Policy, Rule, allow, deny

__all__ = [
    "ContentOpened",
    "Decision",
    "Opening",
    "PersonsOpened",
    "Policy",
    "Rule",
    "allow",
    "deny",
    "open_content",
    "open_persons",
    "open_within",
]
