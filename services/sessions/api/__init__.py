"""Supervision as it is held, over HTTP."""

from fastapi import APIRouter

from services.sessions.api import (
    counts,
    drafts,
    dual_relationships,
    erasing,
    external_reports,
    feedback,
    lists,
    performance,
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
    *(performance, dual_relationships, feedback),
    erasing,
):
    router.include_router(part.router)
