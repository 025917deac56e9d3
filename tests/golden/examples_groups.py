"""One example of every fact of groups, with all of its fields filled; nobody in it exists."""

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from services.sessions.domain.attendances import Attendance
from services.sessions.domain.contributions import Contribution
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.events import attendances, contributions, group_sessions, groups, records
from services.sessions.events.codes import Became, Extent, Format, Function, Ground, Method, Modality, Purpose
from shared.identity import AgencyId, PersonId, PlacementId

MEMBER, FACILITATOR = PersonId(UUID(int=11)), PersonId(UUID(int=12))
AGENCY, PLACEMENT, ID = AgencyId(UUID(int=21)), PlacementId(UUID(int=31)), UUID(int=44)
STARTS: Final = datetime(2026, 3, 10, 14, tzinfo=UTC)
NAMED: Final = {"printed_name": "Maya Winter", "meaning": "So it was, «ü»."}
RECORD: Final = group_sessions.GroupRecord(
    outline=("Leaving a visit in «time»",),
    picked=MEMBER,
    chosen_way="Say so at the door.\nThen go.",
    learning="A report from the spring course",
    next_session=STARTS,
)
WHOLE: Final = RECORD.model_copy(
    update={
        "purposes": (Purpose.FORMATIVE,),
        "functions": (Function.SUPPORT,),
        "methods": (Method.RECORDING,),
        "outcomes": "We «leave» in time.",
        "actions": (
            records.Action(
                number=1,
                who=MEMBER,
                by_when=STARTS.date(),
                carried_from=records.BroughtForward(session=ID, action=2),
                first_in=records.FirstIn(
                    session=ID, action=2, nonce="ab" * 12, secret="cd" * 40, commitment="ef" * 32
                ),
            ),
        ),
    }
)
"""With all that a record has room for."""
EXAMPLES: Final = (
    groups.GroupFormed(
        by=MEMBER,
        agency=AGENCY,
        format=Format.CO_REFLECTION,
        facilitator=FACILITATOR,
        managers_attend=True,
        about=groups.About(
            title="Between «us»", confidentiality="It stays here.", procedure=("K17-08", "K17-12")
        ),
    ),
    groups.MemberInvited(by=FACILITATOR, person=MEMBER),
    groups.GroupJoined(member=MEMBER, agency=AGENCY, placement=PLACEMENT, limits=tuple(Ground), **NAMED),
    groups.GroupLeft(by=FACILITATOR, member=MEMBER),
    groups.FacilitatorNamed(by=FACILITATOR, facilitator=MEMBER),
    groups.FacilitatorAsked(by=FACILITATOR, person=MEMBER),
    groups.FacilitationAccepted(person=MEMBER, limits=tuple(Ground), **NAMED),
    groups.GroupClosed(by=FACILITATOR),
    group_sessions.GroupSessionScheduled(
        by=FACILITATOR,
        group=ID,
        agency=AGENCY,
        format=Format.CO_REFLECTION,
        modality=Modality.VIDEO,
        starts=STARTS,
        minutes=90,
        managers_attend=True,
        set_at=STARTS,
    ),
    group_sessions.GroupSessionRescheduled(
        by=FACILITATOR, starts=STARTS, minutes=60, modality=Modality.TELEPHONE, set_at=STARTS
    ),
    group_sessions.ManagersAttendanceSaid(by=MEMBER, managers_attend=True, said_at=STARTS),
    group_sessions.GroupSessionCancelled(by=FACILITATOR, told_at=STARTS, reason="Nobody is «well»."),
    group_sessions.GroupSessionHeld(
        by=FACILITATOR,
        facilitator=FACILITATOR,
        minutes=80,
        extent=Extent.PARTIAL,
        modality=Modality.FACE_TO_FACE,
        starts=STARTS,
    ),
    group_sessions.GroupSessionMissed(by=FACILITATOR, who=MEMBER),
    group_sessions.GroupSessionCorrected(
        by=FACILITATOR,
        became=Became.HELD,
        facilitator=FACILITATOR,
        minutes=75,
        modality=Modality.VIDEO,
        extent=Extent.FULL,
        starts=STARTS,
        who=MEMBER,
    ),
    group_sessions.GroupSessionCorrectedAsCancelled(
        by=FACILITATOR,
        called_off_by=MEMBER,
        told_at=STARTS,
        starts=STARTS,
        minutes=90,
        modality=Modality.VIDEO,
    ),
    group_sessions.FacilitatorSigned(by=FACILITATOR, **NAMED),
    group_sessions.GroupRecordWritten(by=FACILITATOR, record=WHOLE, salt="ef" * 32),
    group_sessions.GroupRecordAddedTo(
        by=MEMBER,
        added=group_sessions.GroupAdded(
            kind=group_sessions.GroupAddition.CORRECTION,
            digest="cd" * 32,
            words="And «more».",
            record=WHOLE,
            action=1,
            closing=records.Closing.DROPPED,
            goes_on_in=ID,
            filler="   ",
            **NAMED,
        ),
    ),
    attendances.MemberAttended(
        member=MEMBER,
        agency=AGENCY,
        placement=PLACEMENT,
        group=ID,
        group_session=ID,
        format=Format.GROUP,
        modality=Modality.VIDEO,
        starts=STARTS,
        minutes=80,
        correction=1,
    ),
    attendances.MemberAttendanceCorrected(
        member=MEMBER,
        agency=AGENCY,
        placement=PLACEMENT,
        was_there=False,
        modality=Modality.VIDEO,
        minutes=80,
        correction=2,
        starts=STARTS,
    ),
    attendances.MemberAttendanceSigned(by=MEMBER, **NAMED),
    contributions.ContributionMade(
        by=MEMBER,
        number=2,
        group=ID,
        group_session=ID,
        agency=AGENCY,
        contributed=contributions.Contributed(
            step="K17-04", on=FACILITATOR, words="Set an «alarm».\nOr two."
        ),
    ),
    contributions.ContributionShared(by=MEMBER),
)
STREAMS: Final = (
    (Group, groups.GroupFact),
    (GroupSession, group_sessions.GroupSessionFact),
    (Attendance, attendances.AttendanceFact),
    (Contribution, contributions.ContributionFact),
)
"""Under which type each is stored."""
