"""The directory over HTTP: people, agencies, placements."""

from fastapi import APIRouter

from services.directory.api import agencies, changes, people, placements

router = APIRouter()
for part in (people, changes, agencies, placements):
    router.include_router(part.router)
