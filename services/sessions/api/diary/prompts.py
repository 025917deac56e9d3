"""Prompts to reflect by; the same for everybody, and no answer to them is asked for."""

from __future__ import annotations

from fastapi import Response

from services.sessions.api.calls import Sessions
from services.sessions.catalogues import PROMPTS, PROMPTS_TAG, Prompt
from services.sessions.policy import CATALOGUES
from shared.web.routing import Routes

router = Routes("Diary")


@router.get("/diary/prompts")
def list_prompts(call: Sessions, response: Response) -> list[Prompt]:
    """Prompts to begin an entry with, all optional (K27)."""
    call.permit(CATALOGUES, frozenset({"anybody"} if call.person else ()), "see")
    response.headers["ETag"] = f'"{PROMPTS_TAG}"'
    return list(PROMPTS)
