"""Backups of a house on one machine: events and keys apart, of one moment, taken while it runs; and the way back."""

from services.house.backup.restoring import restore
from services.house.backup.taking import take

__all__ = ["restore", "take"]
