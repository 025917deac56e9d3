"""Supervision agreements and partnerships over HTTP."""

from services.agreements.api import (
    addenda,
    blocks,
    commands,
    cover,
    difficulties,
    disconnects,
    exports,
    own_supervision,
    partnerships,
    reading,
    requirements,
    together,
)
from shared.web.routing import Routes

router = Routes()
for part in (
    *(blocks, commands, addenda, cover, reading, together, own_supervision, requirements),
    *(partnerships, difficulties, disconnects, exports),
):
    router.include(part.router)
