"""Which services there are, with their logs, topics and policies."""

from __future__ import annotations

from typing import Final

from services.house.of_agreements import AGREEMENTS
from services.house.of_directory import DIRECTORY
from services.house.of_sessions import SESSIONS
from services.house.service import Service

__all__ = ["LOGS", "POLICIES", "SERVICES", "TOPICS", "UNTOLD", "Service"]

SERVICES: Final = {service.name: service for service in (DIRECTORY, AGREEMENTS, SESSIONS)}
LOGS: Final = {name: file for service in SERVICES.values() for name, file in service.logs.items()}
UNTOLD: Final = frozenset(f"{name}.diary" for name, service in SERVICES.items() if service.unpublished)
"""Logs of which nobody is told how far they reach."""
TOPICS: Final = tuple(
    sorted(
        {
            topic
            for service in SERVICES.values()
            for topics in (service.topics, service.restricted)
            for topic in topics.values()
        }
    )
)
POLICIES: Final = tuple(policy for service in SERVICES.values() for policy in service.policies)
