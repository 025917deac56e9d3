"""A browser as its user has it installed, driven from outside; none is ever fetched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.servers import report
from tests.servers.process import Unavailable

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome")
# Otherwise it calls home at its start, and waits for answers that never come where there is no network.
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def requirements() -> str:
    """Where the browser is; raises Unavailable."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise Unavailable("Chromium is not installed")
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window; raises Unavailable. While it is open, this thread counts as running an event loop."""
    path = requirements()
    from playwright.sync_api import Error, sync_playwright  # a third of a second that few tests need

    # Chromium's sandbox refuses to be set up by root.
    options = [*_QUIET, "--no-sandbox"] if os.geteuid() == 0 else list(_QUIET)
    with sync_playwright() as driver:
        try:
            started = driver.chromium.launch(executable_path=path, args=options)
        except Error as error:
            raise Unavailable(f"{path} does not start: {error.message.splitlines()[0]}") from None
        report.CHROMIUM.version = started.version
        yield started
        started.close()
