"""Making anew what a backup leaves out: topics from the logs, and lists from both."""

from __future__ import annotations

from services.house.backup.contents import Told
from services.house.building import House


def fill(house: House, told: Told) -> None:
    """Publish every log from its beginning and fill every view; so the house answers as before from its first moment on."""
    relays = [(log, room.relay(house.bus, log)) for room in house.rooms.values() for log in room.published]
    whole, done = sum(log.store.position() for log, _ in relays), 0
    for _, relay in relays:
        while many := relay.step():
            done += many
            told("Making topics anew", done, whole)
    taken = 0
    for room in house.rooms.values():
        for view in room.views:
            for many in room.filling(view, room.shelf.prepare(view), house.bus):
                taken += many
                told("Making lists anew", taken, 0)
