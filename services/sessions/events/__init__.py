"""Every fact of supervision as it is held; a file for each subject, and here where their streams go."""

from __future__ import annotations

from typing import Final

from services.sessions.events.codes import Extent, Format, Function, Ground, Method, Modality, Purpose
from services.sessions.events.words import Line, Text

__all__ = [
    "RESTRICTED",
    "RESTRICTED_TOPIC",
    "TOPIC",
    "TOPICS",
    "UNPUBLISHED",
    "Extent",
    "Format",
    "Function",
    "Ground",
    "Line",
    "Method",
    "Modality",
    "Purpose",
    "Text",
]

TOPIC: Final = "alongside.sessions"
TOPICS: Final[dict[str, str]] = {}
RESTRICTED_TOPIC: Final = "alongside.restricted"
RESTRICTED: Final[dict[str, str]] = {}
"""That such a stream is there is itself confidential: no view, feed or service reads their topic."""
UNPUBLISHED: Final[tuple[str, ...]] = ()
"""Types of streams that go to no topic at all: each is its owner's alone (S7)."""
