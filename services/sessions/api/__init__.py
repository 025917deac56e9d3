"""Supervision as it is held, over HTTP."""

from services.sessions.api import (
    attendances,
    concern_beside,
    concern_cover,
    concern_raising,
    concern_reading,
    concerns,
    contributions,
    counts,
    diary,
    drafts,
    dual_relationships,
    erasing,
    erasures_due,
    evaluating,
    evaluations,
    exports,
    external_reports,
    feedback,
    goals,
    group_accesses,
    group_holding,
    group_reading,
    group_records,
    group_sessions,
    group_signatures,
    groups,
    lists,
    performance,
    reading,
    records,
    rhythm,
    scheduling,
    sessions,
)
from shared.web.routing import Routes

router = Routes()
for part in (
    *(counts, rhythm, scheduling, sessions, records, reading, lists),
    *(group_reading, groups, group_sessions, group_holding, group_records, contributions, attendances),
    *(group_signatures, group_accesses),
    *(drafts, concern_raising, concerns, concern_beside, concern_cover),
    *(concern_reading, external_reports),
    *(diary, evaluating, evaluations, goals, performance, dual_relationships, feedback),
    *(erasures_due, erasing, exports),
):
    router.include(part.router)
