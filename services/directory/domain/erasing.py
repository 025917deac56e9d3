"""When it can be erased who somebody was: once they hold no role and no placement in the house any more."""

from __future__ import annotations

from datetime import date

from services.directory.domain.person import Person
from services.directory.domain.refusals import StillHere


def require_gone(person: Person, today: date, *, placed: bool) -> None:
    """Raises StillHere for whoever holds a role, or works somewhere, today or later."""
    if placed or any(held.ends is None or held.ends >= today for held in person.roles.values()):
        raise StillHere


def switch_off_all(person: Person) -> None:
    """A sign-in of somebody erased opens nothing any more, and is free for another person."""
    for link in sorted(person.links):
        person.switch_off(link)
