"""A folder that is there whole, under its name, or not at all; and nothing of it stays behind when it is not finished."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

ENDING = ".unfinished"


class Unfinished:
    """A folder being filled beside the place where it will be."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def finish(self, target: Path) -> None:
        """Under its name, on disk. Raises OSError when something else is there; an empty folder is no such thing."""
        for folder, _, files in os.walk(self.path):
            for name in (*files, ""):
                _sync(Path(folder, name))
        self.path.rename(target)
        _sync(target.parent)


@contextmanager
def unfinished(parent: Path, name: str) -> Iterator[Unfinished]:
    """What a crash left of an earlier one of that name is removed; what another process is filling is not."""
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _held(parent):
        _sweep(parent, name)
        path = parent / f".{name}.{uuid4().hex[:8]}{ENDING}"
        path.mkdir(mode=0o700)
        holding = os.open(path, os.O_RDONLY)
        _lock(holding)
    try:
        yield Unfinished(path)
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(holding)


def _sweep(parent: Path, name: str) -> None:
    for left in parent.iterdir():
        if left.name.startswith(f".{name}.") and left.name.endswith(ENDING):
            handle = os.open(left, os.O_RDONLY)
            try:
                if _lock(handle):
                    shutil.rmtree(left)
            finally:
                os.close(handle)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """So that nobody sweeps what was made a moment ago and is not locked yet."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle, wait=True)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, *, wait: bool = False) -> bool:
    """Whether it could be had. Some file systems lock no folders: then nothing is swept there."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
