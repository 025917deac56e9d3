"""Supervision as it is held, over HTTP."""

from fastapi import APIRouter

from services.sessions.api import dual_relationships, feedback, performance

router = APIRouter()
for part in (performance, dual_relationships, feedback):
    router.include_router(part.router)
