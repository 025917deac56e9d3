"""Supervision agreements over HTTP."""

from fastapi import APIRouter

from services.agreements.api import addenda, commands, reading, together

router = APIRouter()
for part in (commands, addenda, reading, together):
    router.include_router(part.router)
