"""The directory over HTTP: people, agencies, placements, policy sets."""

from fastapi import APIRouter

from services.directory.api import agencies, changes, imports, people, placements, policy_sets, proposals

router = APIRouter()
for part in (people, imports, changes, proposals, agencies, placements, policy_sets):
    router.include_router(part.router)
