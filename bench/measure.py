"""How a figure is taken: every round runs every configuration once, and a ratio is the median of the rounds' ratios."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

Work = Callable[[], object]
Rates = Mapping[str, list[float]]


@dataclass(frozen=True)
class Figure:
    """One line of the table. `ratio` may be compared with `least`, or `value` with `most`; without either it informs."""

    what: str
    measured: str
    floor: str = ""
    ratio: float | None = None
    least: float | None = None
    value: float | None = None
    most: float | None = None

    @property
    def target(self) -> str:
        if self.least is not None:
            return f"≥ {self.least:g}"
        return f"≤ {self.most:g}" if self.most is not None else ""

    @property
    def met(self) -> bool | None:
        if self.least is not None and self.ratio is not None:
            return round(self.ratio, 2) >= self.least
        if self.most is not None and self.value is not None:
            return self.value <= self.most
        return None


@dataclass(frozen=True)
class Subject:
    """One subject's figures, and in words what stood against what."""

    title: str
    how: str
    figures: list[Figure]


def rate(make: Callable[[int], Work], workers: int, seconds: float) -> float:
    """How often a second: each worker is made first, then all begin together and go on until the time is up."""
    works = [make(place) for place in range(workers)]
    done = [0] * workers
    gate = threading.Barrier(workers + 1)
    over = threading.Event()
    failed: list[BaseException] = []

    def run(place: int) -> None:
        work, many = works[place], 0
        gate.wait()
        try:
            while not over.is_set():
                work()
                many += 1
        except BaseException as error:
            failed.append(error)
        done[place] = many

    threads = [threading.Thread(target=run, args=(place,)) for place in range(workers)]
    for thread in threads:
        thread.start()
    gc.collect()
    gate.wait()
    began = time.perf_counter()
    time.sleep(seconds)
    over.set()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    if failed:
        raise failed[0]
    return sum(done) / elapsed


def timed(work: Callable[[], int]) -> float:
    """How much a second, of work that says how much it did."""
    gc.collect()
    began = time.perf_counter()
    many = work()
    return many / (time.perf_counter() - began)


def rounds(configurations: Mapping[str, Callable[[], float]], many: int = 5) -> Rates:
    """A rate a round of each, in turns; the first round warms up and does not count."""
    rates: dict[str, list[float]] = {name: [] for name in configurations}
    for place in range(many + 1):
        for name, run in configurations.items():
            found = run()
            if place:
                rates[name].append(found)
    return rates


def against(rates: Rates, one: str, floor: str) -> float:
    return median(a / b for a, b in zip(rates[one], rates[floor], strict=True))


def per_second(rates: Rates, one: str) -> str:
    return f"{median(rates[one]):,.0f}/s"


def compared(what: str, rates: Rates, one: str, floor: str, least: float | None = None) -> Figure:
    ratio = against(rates, one, floor)
    return Figure(what, per_second(rates, one), per_second(rates, floor), ratio, least)
