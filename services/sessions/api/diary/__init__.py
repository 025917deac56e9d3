"""The diary and the portfolio that goes with it: their owner's alone (S7)."""

from services.sessions.api.diary import entries, portfolio, prompts
from shared.web.routing import Routes

router = Routes()
for part in (prompts, portfolio, entries):  # an entry's address takes whatever the others leave
    router.include(part.router)
