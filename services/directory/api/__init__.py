"""The directory over HTTP: people, agencies, placements, policy sets, registers, trainings."""

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
from shared.web.routing import Routes

router = Routes()
for part in (
    *(exports, people, imports, changes, proposals, agencies, placements),
    *(policy_sets, registers, trainings, outside, erasing),
):
    router.include(part.router)
