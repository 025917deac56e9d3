"""Supervision agreements over HTTP."""

from fastapi import APIRouter

from services.agreements.api import addenda, blocks, commands, cover, reading, requirements, together

router = APIRouter()
for part in (blocks, commands, addenda, cover, reading, together, requirements):
    router.include_router(part.router)
