"""The states of an agreement that other parts ask about by name (A3)."""

from __future__ import annotations

from typing import Final

BINDS: Final = ("in-force", "renegotiating")
"""The two keep to it; while new terms are negotiated, those signed before bind."""
OVER: Final = ("ended", "expired")
