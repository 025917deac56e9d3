"""The directory over HTTP: people, agencies, placements, policy sets, registers."""

from fastapi import APIRouter

from services.directory.api import (
    agencies,
    changes,
    imports,
    people,
    placements,
    policy_sets,
    proposals,
    registers,
)

router = APIRouter()
for part in (people, imports, changes, proposals, agencies, placements, policy_sets, registers):
    router.include_router(part.router)
