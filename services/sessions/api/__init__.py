"""Supervision as it is held, over HTTP."""

from fastapi import APIRouter

from services.sessions.api import drafts

router = APIRouter()
router.include_router(drafts.router)
