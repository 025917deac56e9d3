"""Supervision as it is held, over HTTP."""

from fastapi import APIRouter

from services.sessions.api import (
    counts,
    drafts,
    erasing,
    external_reports,
    lists,
    reading,
    records,
    rhythm,
    scheduling,
    sessions,
)

router = APIRouter()
for part in (
    *(counts, rhythm, scheduling, sessions, records, reading, lists),
    *(drafts, external_reports),
    erasing,
):
    router.include_router(part.router)
