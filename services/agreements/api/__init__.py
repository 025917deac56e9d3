"""Supervision agreements over HTTP."""

from fastapi import APIRouter

from services.agreements.api import (
    addenda,
    blocks,
    commands,
    cover,
    own_supervision,
    reading,
    requirements,
    together,
)

router = APIRouter()
for part in (blocks, commands, addenda, cover, reading, together, own_supervision, requirements):
    router.include_router(part.router)
