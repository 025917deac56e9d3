"""What the field has lists of, read once from the files beside this one: prompts to reflect by (K27), competences and functions (K7)."""

from services.sessions.catalogues.competencies import (
    COMPETENCIES,
    COMPETENCIES_TAG,
    COMPETENCY_CODES,
    Area,
    Competency,
)
from services.sessions.catalogues.prompts import PROMPT_CODES, PROMPTS, PROMPTS_TAG, Prompt

__all__ = [
    "COMPETENCIES",
    "COMPETENCIES_TAG",
    "COMPETENCY_CODES",
    "PROMPTS",
    "PROMPTS_TAG",
    "PROMPT_CODES",
    "Area",
    "Competency",
    "Prompt",
]
