"""Supervision agreements and partnerships over HTTP."""

from fastapi import APIRouter

from services.agreements.api import (
    addenda,
    blocks,
    commands,
    cover,
    difficulties,
    disconnects,
    partnerships,
    reading,
    together,
)

router = APIRouter()
for part in (blocks, commands, addenda, cover, reading, together, partnerships, difficulties, disconnects):
    router.include_router(part.router)
