"""Partnerships over HTTP."""

from services.agreements.api.partnerships import addenda, commands, reading
from shared.web.routing import Routes

router = Routes()
for part in (commands, addenda, reading):
    router.include(part.router)
