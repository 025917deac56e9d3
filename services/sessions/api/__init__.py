"""Supervision as it is held, over HTTP."""

from fastapi import APIRouter

from services.sessions.api import drafts, lists, reading, records, scheduling, sessions

router = APIRouter()
for part in (scheduling, sessions, records, reading, lists, drafts):
    router.include_router(part.router)
