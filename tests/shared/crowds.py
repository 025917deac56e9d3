"""Many who want something at the same moment, in an order that a test can name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from typing import Any

from shared.tables.turns import Turns


def behind_one(
    turns: Turns[Any], first: Event, asks: Sequence[Callable[[], object]]
) -> list[BaseException | None]:
    """What befalls each: all but the first come, one after another, while the work for that one waits for the event."""
    with ThreadPoolExecutor(len(asks)) as threads:
        asked = []
        for place, ask in enumerate(asks):
            asked.append(threads.submit(ask))
            while len(turns._waiting) < place or not turns._led:
                sleep(0.001)
        first.set()
        return [one.exception(30) for one in asked]
