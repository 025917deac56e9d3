"""Supervision agreements and partnerships over HTTP."""

from fastapi import APIRouter

from services.agreements.api import (
    addenda,
    blocks,
    commands,
    cover,
    difficulties,
    disconnects,
    exports,
    own_supervision,
    partnerships,
    reading,
    requirements,
    together,
)

router = APIRouter()
for part in (
    *(blocks, commands, addenda, cover, reading, together, own_supervision, requirements),
    *(partnerships, difficulties, disconnects, exports),
):
    router.include_router(part.router)
