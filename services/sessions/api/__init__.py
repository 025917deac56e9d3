"""Supervision as it is held, over HTTP."""

from fastapi import APIRouter

from services.sessions.api import (
    attendances,
    contributions,
    group_accesses,
    group_reading,
    group_records,
    group_sessions,
    group_signatures,
    groups,
    lists,
    reading,
    records,
    scheduling,
    sessions,
)

router = APIRouter()
for part in (
    *(scheduling, sessions, records, reading, lists),
    *(group_reading, groups, group_sessions, group_records, contributions, attendances),
    *(group_signatures, group_accesses),
):
    router.include_router(part.router)
