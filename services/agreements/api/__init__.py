"""Supervision agreements over HTTP."""

from fastapi import APIRouter

from services.agreements.api import (
    addenda,
    blocks,
    commands,
    cover,
    difficulties,
    disconnects,
    reading,
    together,
)

router = APIRouter()
for part in (blocks, commands, addenda, cover, reading, together, difficulties, disconnects):
    router.include_router(part.router)
