"""What the tests of concerns begin with: a notice, everybody around it, and each step as somebody takes it."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from services.sessions.domain.citing import Citable, GroundSaid, Law, Register
from services.sessions.domain.clock import ClockReading
from services.sessions.domain.concern import Concern
from services.sessions.domain.consulting import Managers
from services.sessions.domain.disclosing import Disclosure, Fixed
from services.sessions.domain.raising import Raised, Under
from services.sessions.events.codes import Ground
from services.sessions.events.concern_parts import HowTold, TimeSet
from services.sessions.events.concerns import ConcernFact, EscalationNoticeGiven
from shared.identity import AgencyId, PersonId, PlacementId

ID, AGREEMENT, POLICY_SET = UUID(int=1), UUID(int=2), UUID(int=3)
WORKER, AUTHOR, MANAGER, ABOVE, CONTACT, STAND_IN, COVER, STRANGER = (
    PersonId(UUID(int=number)) for number in range(11, 19)
)
AGENCY, PLACEMENT = AgencyId(UUID(int=21)), PlacementId(UUID(int=31))
START = datetime(2026, 3, 2, 15, tzinfo=UTC)
ACKNOWLEDGED = START - timedelta(days=100)
SALT = bytes(range(32))
NOBODY: Final = frozenset[PersonId]()
STATEMENT = "A person was driven home in a private car, twice."

MANAGERS = Managers(chain=(MANAGER, ABOVE), agency_person=CONTACT, alternate=STAND_IN)
UNDER = Under(WORKER, frozenset({AUTHOR}), AGENCY, PLACEMENT, ACKNOWLEDGED, agreement=AGREEMENT)
CITABLE = Citable(
    {
        Ground.CODE_OF_CONDUCT: Register(3, frozenset({"4.2"})),
        Ground.PROFESSIONAL_ETHICS: Register(1, frozenset({"II"})),
    },
    {"children": Law("The child welfare office", 24, "Act 12, section 125")},
    POLICY_SET,
    2,
)
CARE = GroundSaid(Ground.DUTY_OF_CARE, "Somebody could have been hurt.")
SAFE = GroundSaid(Ground.SAFETY, "Somebody is in danger.")


def at(hours: float = 0, *, agrees: bool = True, other: float | None = None) -> ClockReading:
    """`other` is what the other clock says where the two do not agree."""
    told = None if other is None else START + timedelta(hours=other)
    return ClockReading(START + timedelta(hours=hours), agrees, told)


def raised(*grounds: GroundSaid, **other: Any) -> Raised:
    told: dict[str, Any] = {
        "citable": CITABLE,
        "words": "You drove somebody home, though we do not do that.",
        "about": (),
        "how": HowTold.IN_PERSON,
        "told_at": START,
        "answer_hours": 48,
        "time_set": TimeSet.AGREED,
    }
    return Raised(grounds=grounds or (CARE,), **(told | other))


def told(*grounds: GroundSaid, **other: Any) -> Concern:
    """A concern of which the worker was just told."""
    return Concern.give_notice(ID, UNDER, AUTHOR, raised(*grounds, **other), at())


def given(first: Concern, *more: ConcernFact) -> Concern:
    """The same by its history."""
    return Concern(ID, [*first.new, *more])


def escalate(concern: Concern, to: PersonId = MANAGER, hours: float = 1, **other: Any) -> None:
    told: dict[str, Any] = {
        "by": AUTHOR,
        "name": "Petra Lindqvist",
        "how": HowTold.CALL,
        "told_at": at(hours).now,
        "salt": SALT,
        "managers": MANAGERS,
        "about": NOBODY,
        "seen_after_hours": 72,
        "out_of_reach_since": None,
        "clock": at(hours),
    } | other
    by, statement = told.pop("by"), told.pop("statement", STATEMENT)
    concern.tell_of_escalation(by, Fixed(to, statement), **told)


def notice(concern: Concern) -> EscalationNoticeGiven:
    """The last notice as it reads opened."""
    return [one for one in concern.new if isinstance(one, EscalationNoticeGiven)][-1]


def consult(concern: Concern, to: PersonId = MANAGER, **other: Any) -> Disclosure:
    opened = other.pop("opened", None) or notice(concern)
    told: dict[str, Any] = {
        "opened": opened,
        "statements": (),
        "policy_version": "abcd",
        "template": ("plain", 1),
        "managers": MANAGERS,
        "about": NOBODY,
        "out_of_reach_since": None,
        "clock": at(1),
    } | other
    by, digest = told.pop("by", AUTHOR), told.pop("digest", opened.digest)
    return concern.consult(by, to, digest, **told)


def declined(**other: Any) -> Concern:
    concern = told(**other)
    concern.decline(WORKER, unable=False, words=None, clock=at())
    return concern


def taken_over(
    concern: Concern, by: PersonId = COVER, hours: float = 1, now: float = 2, **other: Any
) -> None:
    told: dict[str, Any] = {"managers": MANAGERS, "about": NOBODY, "clock": at(now)} | other
    concern.take_over(by, HowTold.CALL, at(hours).now, **told)


def escalated(to: PersonId = MANAGER) -> Concern:
    concern = declined()
    escalate(concern, to)
    return concern


def consulted() -> Concern:
    concern = escalated()
    consult(concern)
    return concern


def names(concern: Concern) -> list[str]:
    return [one.kind.partition(".")[2] for one in concern.new]
