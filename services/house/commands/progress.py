"""How far a long command is: bars on standard error, gone once it is done; in a file, how far it came stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Further = Callable[[str, int, int], None]
"""What is being done, how much of it is, and of how much."""


@contextmanager
def progress() -> Iterator[Further]:
    """A bar for whatever is being done just now, from the first time that something is."""
    from rich.console import Console  # noqa: PLC0415  takes long to import
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn  # noqa: PLC0415  likewise

    tasks: dict[str, TaskID] = {}
    share = TextColumn("{task.percentage:>3.0f} %")
    columns = (TextColumn("{task.description:<28}"), BarColumn(), share, TimeRemainingColumn())
    console = Console(stderr=True)
    bars = Progress(*columns, console=console, transient=console.is_terminal)

    def further(doing: str, done: int, of: int) -> None:
        if doing not in tasks:
            bars.start()
            tasks[doing] = bars.add_task(doing)
        bars.update(tasks[doing], completed=done, total=of or None)

    try:
        yield further
    finally:
        if tasks:
            bars.stop()
