"""Partnerships over HTTP."""

from fastapi import APIRouter

from services.agreements.api.partnerships import commands, reading

router = APIRouter()
for part in (commands, reading):
    router.include_router(part.router)
