"""Supervision agreements over HTTP."""

from fastapi import APIRouter

from services.agreements.api import addenda, commands, cover, reading, together

router = APIRouter()
for part in (commands, addenda, cover, reading, together):
    router.include_router(part.router)
