"""The directory over HTTP: people, agencies, placements, policy sets, registers, trainings."""

from fastapi import APIRouter

from services.directory.api import (
    agencies,
    changes,
    erasing,
    exports,
    imports,
    outside,
    people,
    placements,
    policy_sets,
    proposals,
    registers,
    trainings,
)

router = APIRouter()
for part in (
    *(exports, people, imports, changes, proposals, agencies, placements),
    *(policy_sets, registers, trainings, outside, erasing),
):
    router.include_router(part.router)
