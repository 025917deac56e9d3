"""The diary and the portfolio that goes with it: their owner's alone (S7)."""

from fastapi import APIRouter

from services.sessions.api.diary import entries, portfolio, prompts

router = APIRouter()
for part in (prompts, portfolio, entries):  # an entry's address takes whatever the others leave
    router.include_router(part.router)
