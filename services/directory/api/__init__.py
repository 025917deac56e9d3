"""The directory over HTTP: people, agencies, placements."""

from fastapi import APIRouter

from services.directory.api import agencies, changes, imports, people, placements, proposals

router = APIRouter()
for part in (people, imports, changes, proposals, agencies, placements):
    router.include_router(part.router)
