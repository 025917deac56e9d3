"""Somebody of the demo leaves, and it is erased who they were (C5, D6)."""

from typing import Final

from tests.edge.given_groups import done
from tests.house import Household

OFFICERS: Final = {"sam": ("ines", "rowan"), "ines": ("rowan", "ines")}
"""Of the home agencies of those who are not at home at Harbour."""
LAST_DAY: Final = "2026-03-01"


def gone(home: Household, *handles: str, last_day: str = LAST_DAY) -> None:
    """Known to every service, of each in turn."""
    for handle in handles:
        orders, approves = OFFICERS.get(handle, ("rowan", "wren"))
        person = f"/people/{home.person(handle)}"
        leave(home, handle, orders, last_day)
        done(home.as_(orders).post(f"{person}/erasure", json={"reason": "own-wish", "words": "Gone."}), 201)
        done(home.as_(approves).post(f"{person}/erasure/approval"))
        home.settle()


def leave(home: Household, handle: str, officer: str, last_day: str = LAST_DAY) -> None:
    """They hold no role and no placement any more."""
    person, at, end = home.person(handle), home.as_(officer), {"last_day": last_day}
    for one in at.get(f"/people/{person}/roles").json():
        done(at.post(f"/people/{person}/roles/{one['id']}/ending", json=end))
    if placement := home.demo.placements.get(handle):
        done(at.post(f"/placements/{placement}/ending", json=end))
    home.settle()
