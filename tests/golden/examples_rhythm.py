"""One example of every fact of rhythm and of tallies, with all of its fields filled; nobody in it exists."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from services.sessions import events as sessions
from tests.golden.examples_sessions import AGENCY, PLACEMENT, SESSION, SUPERVISOR, WORKER

BETWEEN: Final[dict[str, Any]] = {
    "agreement": UUID(int=44),
    "worker": WORKER,
    "supervisor": SUPERVISOR,
    "agency": AGENCY,
    "placement": PLACEMENT,
}
TOUCHED: Final = sessions.Touched(
    records=1,
    formative=2,
    restorative=-1,
    normative=3,
    administrate=4,
    support=5,
    educate=-2,
    advocate=6,
    evaluate=7,
)
EXAMPLES: Final = (
    sessions.SupervisionOverdueNoted(
        **BETWEEN,
        due_on=date(2026, 3, 10),
        none_since=date(2026, 3, 3),
        last_held_on=date(2026, 2, 24),
    ),
    sessions.NegotiatedLateNoted(**BETWEEN, third_session=SESSION),
    sessions.TallyMarked(
        agreement=BETWEEN["agreement"], worker=WORKER, agency=AGENCY, quarter="2026-Q1", touched=TOUCHED
    ),
    sessions.TallyClosed(),
    sessions.SessionsCounted(
        agency=AGENCY,
        quarter="2026-Q1",
        fewer_than=11,
        touched=TOUCHED,
        untold=("restorative", "educate"),
    ),
)
