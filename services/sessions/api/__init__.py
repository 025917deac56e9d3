"""Supervision as it is held, over HTTP."""

from fastapi import APIRouter

from services.sessions.api import diary

router = APIRouter()
for part in (diary,):
    router.include_router(part.router)
