"""Supervision agreements over HTTP."""

from fastapi import APIRouter

from services.agreements.api import commands, reading

router = APIRouter()
for part in (commands, reading):
    router.include_router(part.router)
