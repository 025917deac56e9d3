"""Supervision as it is held, over HTTP."""

from fastapi import APIRouter

from services.sessions.api import erasing

router = APIRouter()
for part in (erasing,):
    router.include_router(part.router)
