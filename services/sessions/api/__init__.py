"""Supervision as it is held, over HTTP."""

from fastapi import APIRouter

from services.sessions.api import (
    concern_beside,
    concern_reading,
    concerns,
    drafts,
    external_reports,
    lists,
    reading,
    records,
    scheduling,
    sessions,
)

router = APIRouter()
for part in (
    scheduling,
    sessions,
    records,
    reading,
    lists,
    drafts,
    concerns,
    concern_beside,
    concern_reading,
    external_reports,
):
    router.include_router(part.router)
