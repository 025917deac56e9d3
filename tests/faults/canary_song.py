"""Everything that a canary types into a house over HTTP, whatever that runs on."""

from __future__ import annotations

from tests.faults import canary_diary
from tests.faults.canary import Canary
from tests.faults.canary_concerns import life_of_a_concern, unfit_concerns
from tests.faults.canary_drafts import life_of_a_draft, life_of_an_external_report, unfit_drafts
from tests.faults.canary_groups import life_of_a_group
from tests.faults.canary_keeping import life_of_a_keeping
from tests.faults.canary_partnership import life_of_a_partnership, unfit
from tests.faults.canary_records import lives_of_records
from tests.faults.canary_sessions import life_of_a_session
from tests.faults.refused import refusals


def sing(canary: Canary) -> None:
    """Every sealed field that there is, and then whatever is refused."""
    canary.life_of_an_agreement()
    life_of_a_partnership(canary)
    canary.life_of_a_difficulty()
    canary.life_of_a_disconnect()
    lives_of_records(canary)
    life_of_a_session(canary)
    life_of_a_group(canary)
    canary.somebody_new()
    life_of_a_keeping(canary)
    life_of_a_draft(canary)
    life_of_an_external_report(canary)
    canary_diary.everything(canary)
    life_of_a_concern(canary)
    refusals(canary)
    unfit_drafts(canary)
    unfit_concerns(canary)
    unfit(canary)
