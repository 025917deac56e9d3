"""Supervision as it is held, over HTTP."""

from fastapi import APIRouter

from services.sessions.api.counts import router as counts

router = APIRouter()
router.include_router(counts)
