"""Partnerships over HTTP."""

from fastapi import APIRouter

from services.agreements.api.partnerships import addenda, commands, reading

router = APIRouter()
for part in (commands, addenda, reading):
    router.include_router(part.router)
