"""How long it takes to load an agreement with a history of a hundred facts."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

from bench.material import MAYA, SAM, acting, draft, revised, sign, terms
from bench.measure import Figure, Subject
from bench.places import Ground, grounds
from services.agreements.domain.agreement import Agreement
from services.agreements.events import Why
from shared.store import Store
from shared.store.recent import Recent

EVENTS = 100
MOST_MS = 2.0
LOADS = 150
HOW = (
    f"`Store.get` of an agreement with {EVENTS} facts, of which 39 carry whole terms: signed, then nineteen times "
    f"renegotiated, revised, signed by both and in force again, and ended. Median of {LOADS} loads, taken in turns "
    "with the bare read of the same rows, and with a history of terms alone. Facts used a moment ago are at hand, still "
    "sealed; for the first time means that none are."
)


def lived(store: Store) -> Agreement:
    """A life of a hundred facts."""
    agreement = draft()

    def both_sign() -> None:
        for by in (MAYA, SAM):
            sign(agreement, by)
            store.append(agreement, acting())

    store.append(agreement, acting())
    both_sign()
    while agreement.version + 5 < EVENTS:
        agreement.renegotiate(MAYA, Why.REVIEW, "Time to look again.", terms(), bytes(32))
        agreement.revise(SAM, terms(), bytes(32))
        store.append(agreement, acting())
        both_sign()
    agreement.end(MAYA, Why.COMPLETED, None)
    store.append(agreement, acting())
    return agreement


def revisions(store: Store) -> Agreement:
    """As many facts, each with whole terms: the longest to read."""
    agreement = draft()
    agreement.new += [revised().model_copy(update={"terms_version": n}) for n in range(2, EVENTS + 1)]
    store.append(agreement, acting())
    return agreement


def on(ground: Ground) -> list[Figure]:
    store = ground.store
    life, longest = lived(store), revisions(store)

    def anew() -> object:
        store._recent = Recent()  # as after a start: nothing is at hand
        return store.get(Agreement, life.id)

    works: dict[str, Callable[[], object]] = {
        "anew": anew,
        "life": lambda: store.get(Agreement, life.id),
        "rows": lambda: store._states(life.id),
        "longest": lambda: store.get(Agreement, longest.id),
    }
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(LOADS):
        for name, work in works.items():
            began = time.perf_counter()
            work()
            took[name].append((time.perf_counter() - began) * 1000)
    ms = {name: median(times) for name, times in took.items()}
    most = None if ground.place.is_postgres else MOST_MS
    return [
        Figure(
            f"{ground.name}, {life.version} facts, for the first time",
            f"{ms['anew']:.2f} ms",
            f"rows alone {ms['rows']:.2f} ms",
            value=ms["anew"],
            most=most,
        ),
        Figure(
            f"{ground.name}, {life.version} facts, used before",
            f"{ms['life']:.2f} ms",
            f"rows alone {ms['rows']:.2f} ms",
            value=ms["life"],
            most=most,
        ),
        Figure(
            f"{ground.name}, {EVENTS} facts, each with whole terms, for the first time",
            f"{ms['longest']:.2f} ms",
        ),
    ]


def run() -> Subject:
    return Subject("Load of a long history (ms)", HOW, [one for ground in grounds() for one in on(ground)])
