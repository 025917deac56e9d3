"""The people and facts of groups, named once, and the short ways to say `given` and `when`."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from services.sessions.domain.company import Company
from services.sessions.domain.group_members import Acceptance, Stands
from services.sessions.domain.group_present import Present
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.events.codes import Extent, Format, Ground, Modality
from services.sessions.events.group_sessions import (
    GroupRecord,
    GroupRecordWritten,
    GroupSessionFact,
    GroupSessionHeld,
    GroupSessionScheduled,
)
from services.sessions.events.groups import (
    About,
    FacilitationAccepted,
    FacilitatorAsked,
    GroupFact,
    GroupFormed,
    GroupJoined,
    MemberInvited,
)
from shared.identity import AgencyId, PersonId, PlacementId

ID, MEETING = UUID(int=1), UUID(int=2)
SAM, MAYA, JORDAN, PETRA, STRANGER = (PersonId(UUID(int=number)) for number in range(11, 16))
"""Sam supervises, Maya and Jordan are workers, Petra is a manager."""
HARBOUR, LANTERN = (AgencyId(UUID(int=number)) for number in (21, 22))
PLACED: Final = {one: PlacementId(UUID(int=one.int + 20)) for one in (MAYA, JORDAN, SAM)}
SALT: Final = bytes(range(32))
ABOUT: Final = About(title="Tuesdays", confidentiality="It stays here.", procedure=("K17-01", "K17-04"))
OF_A_CIRCLE: Final = About(title="Between us", confidentiality="It stays here.", procedure=("K17-08",))
BEGINS: Final = datetime(2026, 3, 10, 14, tzinfo=UTC)
BEFORE, AFTER = BEGINS - timedelta(hours=1), BEGINS + timedelta(hours=2)
ACCEPTS: Final = Acceptance(
    limits=tuple(Ground), confidentiality=True, printed_name="Maya Winter", meaning="I keep to that."
)

FORMED: Final = GroupFormed(by=SAM, agency=HARBOUR, format=Format.GROUP, facilitator=SAM, about=ABOUT)
CIRCLE: Final = GroupFormed(by=MAYA, agency=HARBOUR, format=Format.CO_REFLECTION, about=OF_A_CIRCLE)
OPEN_CIRCLE: Final = CIRCLE.model_copy(update={"managers_attend": True})


def stands(person: PersonId = MAYA, *, manages: bool = False, placed: bool = True) -> Stands:
    own = {PLACED[person]: HARBOUR} if placed and person in PLACED else {}
    return Stands(home=LANTERN, placements=own, manages=manages)


def invited(person: PersonId = MAYA, by: PersonId = SAM) -> MemberInvited:
    return MemberInvited(by=by, person=person)


def joined(member: PersonId = MAYA) -> GroupJoined:
    return GroupJoined(
        member=member,
        agency=HARBOUR if member in PLACED else LANTERN,
        placement=PLACED.get(member),
        limits=tuple(Ground),
        printed_name="Maya Winter",
        meaning="I keep to that.",
    )


def asked(person: PersonId = PETRA, by: PersonId = SAM) -> FacilitatorAsked:
    """To facilitate."""
    return FacilitatorAsked(by=by, person=person)


def accepted(person: PersonId = PETRA) -> FacilitationAccepted:
    return FacilitationAccepted(
        person=person, limits=tuple(Ground), printed_name="Maya Winter", meaning="I keep to that."
    )


def given(*history: GroupFact) -> Group:
    return Group(ID, history)


def founded(formed: GroupFormed = FORMED, *members: PersonId) -> list[GroupFact]:
    """What was recorded until those belonged to it."""
    by = formed.by
    return [formed, *(fact for one in members or (MAYA, JORDAN) for fact in (invited(one, by), joined(one)))]


def group(*members: PersonId) -> Group:
    """Group supervision, facilitated by Sam."""
    return given(*founded(FORMED, *members))


def circle(*members: PersonId, formed: GroupFormed = CIRCLE) -> Group:
    """Co-reflection, shared; Maya began it."""
    return given(*founded(formed, *members))


def join(one: Group, by: PersonId = MAYA, **other: Any) -> None:
    placement = other.pop("placement", PLACED.get(by))
    one.join(by, placement, other.pop("stands", stands(by)), other.pop("accepts", ACCEPTS))


def scheduled(of: Group | None = None, *, managers: bool = False) -> GroupSessionScheduled:
    one = of or group()
    return GroupSessionScheduled(
        by=SAM if not one.is_circle else MAYA,
        group=ID,
        agency=HARBOUR,
        format=one.format,
        modality=Modality.VIDEO,
        starts=BEGINS,
        minutes=90,
        managers_attend=managers,
        set_at=BEFORE,
    )


HELD: Final = GroupSessionHeld(
    by=SAM, facilitator=SAM, minutes=80, extent=Extent.FULL, modality=Modality.VIDEO
)
RECORD: Final = GroupRecord(outline=("Leaving in time",), picked=MAYA, chosen_way="Say so at the door.")
IN_OUTLINE: Final = GroupRecord(outline=("What worked",))
WRITTEN: Final = GroupRecordWritten(by=SAM, record=RECORD, salt=SALT.hex())


def meeting(*history: GroupSessionFact) -> GroupSession:
    return GroupSession(MEETING, history or (scheduled(),))


def there(
    *people: PersonId, manages: tuple[PersonId, ...] = (), away: tuple[PersonId, ...] = ()
) -> list[Present]:
    return [Present(one, placed=one not in away, manages=one in manages) for one in people]


def met(then: Group, now: Group | None = None) -> Company:
    """A group that is as it was when the meeting began; or another by now."""
    return Company(then, now or then)


def hold(
    one: GroupSession,
    of: Group | Company,
    people: list[Present],
    *,
    by: PersonId = SAM,
    now: datetime = AFTER,
    **other: Any,
) -> Any:
    company = of if isinstance(of, Company) else met(of)
    how: dict[str, Any] = {"minutes": 80, "extent": Extent.FULL, "modality": None, "manages": False} | other
    return one.hold(by, company, people, now=now, **how)
