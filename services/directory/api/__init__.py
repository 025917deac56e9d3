"""The directory over HTTP: people, agencies, placements."""

from fastapi import APIRouter

from services.directory.api import agencies, changes, people, placements, proposals

router = APIRouter()
for part in (people, changes, proposals, agencies, placements):
    router.include_router(part.router)
