"""What overseers are shown of groups, field by field: of an attendance that it was, and of everything else nothing (S9, C5)."""

from pydantic import BaseModel

from services.sessions.forms.attendances import AttendanceOut
from services.sessions.forms.group_outgoing import GroupSessionOut
from services.sessions.forms.groups import GroupOut
from services.sessions.policy.attendances import ATTENDANCES
from services.sessions.policy.contributions import CONTRIBUTIONS
from services.sessions.policy.group_sessions import GROUP_SESSIONS
from services.sessions.policy.groups import GROUPS
from services.sessions.policy.oversight import OVERSIGHT
from shared.access import Policy
from tests.shape.space_groups import SPACES

SHOWN = {
    *("id", "member", "agency", "placement", "format"),
    *("modality", "starts", "minutes", "was_there", "signed"),
}
HIDDEN = (
    *("agency", "extent", "cancelled_by", "told_at", "missed_by"),
    *("attendees", "signed", "written", "version"),
)


def fields(policy: Policy, relation: str, state: str, form: type[BaseModel]) -> set[str]:
    decision = policy.decide(frozenset({relation}), "see", state)
    return {field for field in form.model_fields if decision.shows(field)}


def test_who_oversees_sees_these_fields_of_an_attendance_and_no_other_C5() -> None:
    for one in OVERSIGHT:
        assert fields(ATTENDANCES, one, "", AttendanceOut) == SHOWN
    assert fields(ATTENDANCES, "member", "", AttendanceOut) == set(AttendanceOut.model_fields)


def test_no_role_may_do_anything_with_a_group_its_meetings_or_what_is_brought_C5() -> None:
    for space in SPACES:
        if space.policy in (GROUPS, GROUP_SESSIONS, CONTRIBUTIONS):
            allowed = {
                (action, state)
                for asker, action, state in space.questions()
                if asker <= {*OVERSIGHT, "system"} and space.policy.decide(asker, action, state).allowed
            }
            assert allowed == set()


def test_whoever_was_asked_is_shown_neither_who_belongs_nor_a_version_S9() -> None:
    for one in ("invited", "asked-to-facilitate"):
        shown = fields(GROUPS, one, "open", GroupOut)
        hidden = {"members", "invited", "asked_to_facilitate", "version"}
        assert set(GroupOut.model_fields) - shown == hidden


def test_who_was_not_there_is_shown_neither_who_was_nor_what_is_written_S9() -> None:
    for one in ("member", "participant", "later"):
        shown = fields(GROUP_SESSIONS, one, "held", GroupSessionOut)
        assert set(GroupSessionOut.model_fields) - shown == {*HIDDEN, "corrections"}


def test_who_is_taken_out_of_those_there_is_shown_what_had_them_among_these_and_no_more_S9() -> None:
    for state in ("held", "missed", "cancelled"):
        assert set(GroupSessionOut.model_fields) - fields(
            GROUP_SESSIONS, "taken-out", state, GroupSessionOut
        ) == {*HIDDEN} - {"missed_by", "cancelled_by", "told_at"}
