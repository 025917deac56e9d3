"""Who may do and see what in this service: a file for each kind of record."""

from typing import Final

from services.sessions.policy.concern import CONCERNS, relate_to_concern
from services.sessions.policy.disclosure import DISCLOSURES, relate_to_disclosure
from services.sessions.policy.drafts import DRAFTS
from services.sessions.policy.external_reports import EXTERNAL_REPORTS
from services.sessions.policy.oversight import OVERSIGHT, overseeing
from services.sessions.policy.session import SESSIONS, relate_besides, relate_to_session
from shared.access import Policy

__all__ = [
    "CONCERNS",
    "DISCLOSURES",
    "DRAFTS",
    "EXTERNAL_REPORTS",
    "OVERSIGHT",
    "POLICIES",
    "SESSIONS",
    "overseeing",
    "relate_besides",
    "relate_to_concern",
    "relate_to_disclosure",
    "relate_to_session",
]

POLICIES: Final[tuple[Policy, ...]] = (SESSIONS, DRAFTS, EXTERNAL_REPORTS, CONCERNS, DISCLOSURES)
