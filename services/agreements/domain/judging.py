"""Whether an agreement meets a requirement, as far as an agreement can tell: one judge each, and a reason where none can (A6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final, Protocol

from services.agreements.domain.rhythm import fewest_in_a_month, longest_gap
from services.agreements.events import Kind, Requirement, Terms


class Due(Protocol):
    """A training topic and by when."""

    @property
    def topic(self) -> str: ...
    def is_overdue(self, since: date, today: date) -> bool: ...


@dataclass(frozen=True)
class Known:
    """What is known of an agreement at a moment, none of it opened: its clear terms, and what the directory says."""

    terms: Terms
    today: date
    """By the agency's clock."""
    held: tuple[date, ...] = ()
    """Reviews that were held."""
    worker_since: date | None = None
    """The first day of the placement."""
    supervisor_since: date | None = None
    """The first day of the supervisor's role."""
    roles: frozenset[str] = frozenset()
    """What the supervisor is at the agency or at home."""
    kinds: frozenset[Kind] = frozenset()
    """What this supervisor gives this worker in this placement, this agreement's kind among them."""
    workers: int = 1
    """How many workers this supervisor has at the agency, this one among them."""
    supervised: bool = False
    """Whether the supervisor is supervised too, in the house or outside."""
    supervisor_topics: frozenset[str] = frozenset()
    worker_topics: frozenset[str] = frozenset()
    """What the two were trained in by then (K6)."""


@dataclass(frozen=True)
class Verdict:
    """What was found; `met` is None where it cannot be judged, and `why` says so in words."""

    found: Any
    met: bool | None
    why: str | None = None


NO_FURTHER: Final = "It is at least as long: no further meeting is in sight by this rule."
Judge = Callable[[Known, Any, Mapping[str, Any]], Verdict]
"""From what is known, what is required, and all else that is asked for."""


def judge(known: Known, code: str, asked: Mapping[str, Any]) -> Verdict:
    judged = _JUDGES[Requirement(code)] if code in set(Requirement) else _UNHEARD_OF
    return judged(known, asked[code], asked)


def _unknown(why: str) -> Judge:
    return lambda _known, _required, _asked: Verdict(None, None, why)


def _gap(known: Known, required: int, _asked: Mapping[str, Any]) -> Verdict:
    terms = known.terms
    if terms.frequency is None:
        return Verdict(None, None, "The draft does not say how often the two meet.")
    found = longest_gap(terms.frequency, terms.starts or known.today, terms.ends, known.today)
    if not found.at_least:
        return Verdict(found.days, found.days <= required)
    return Verdict(found.days, False if found.days > required else None, NO_FURTHER)


def _minutes(known: Known, required: int, _asked: Mapping[str, Any]) -> Verdict:
    found = known.terms.session_minutes
    if found is None:
        return Verdict(None, None, "The draft does not say how long a session is.")
    return Verdict(found, found >= required)


def _minutes_a_month(known: Known, required: int, _asked: Mapping[str, Any]) -> Verdict:
    terms = known.terms
    if terms.frequency is None or terms.session_minutes is None:
        return Verdict(None, None, "The draft does not say how often and how long the two meet.")
    times = fewest_in_a_month(terms.frequency, terms.starts or known.today, terms.ends, known.today)
    if times is None:
        return Verdict(None, None, "The agreement lasts for no whole month.")
    return Verdict(times * terms.session_minutes, times * terms.session_minutes >= required)


def _in_probation(then: Judge) -> Judge:
    def judged(known: Known, required: int, asked: Mapping[str, Any]) -> Verdict:
        days = asked.get(Requirement.PROBATION_DAYS)
        if days is None:
            return Verdict(None, None, "Neither the set nor the agency says how long probation lasts.")
        if known.worker_since is None:
            return Verdict(None, None, "Since when the worker is placed here is not known.")
        if (known.today - known.worker_since).days >= days:
            return Verdict(None, True, "Probation is over.")
        return then(known, required, asked)

    return judged


def _reviews(known: Known, required: int, _asked: Mapping[str, Any]) -> Verdict:
    terms = known.terms
    coming = {day for day in terms.review_dates if day >= known.today}
    if not coming and not known.held and terms.ends is None:
        return Verdict(None, False, "No review was held, and none lies ahead.")
    starts = terms.starts or known.today
    days = {starts, *coming, *known.held, *([terms.ends] if terms.ends else [])}
    points = sorted(day for day in days if day >= starts)
    if points[-1] < known.today:
        points.append(known.today)
    found = max(((later - earlier).days for earlier, later in pairwise(points)), default=0)
    return Verdict(found, found <= required)


def _apart(known: Known, _required: str, _asked: Mapping[str, Any]) -> Verdict:
    found = sorted(kind.value for kind in known.kinds)
    both = {Kind.ADMINISTRATIVE, Kind.PROFESSIONAL_DEVELOPMENT}
    return Verdict(found, Kind.BOTH not in known.kinds and not both <= known.kinds)


def _roles(known: Known, required: tuple[str, ...], _asked: Mapping[str, Any]) -> Verdict:
    return Verdict(sorted(known.roles), bool(known.roles & set(required)))


def _trained(topics: frozenset[str], since: date | None, today: date, due: tuple[Due, ...]) -> Verdict:
    """How many of the topics they have, and whether each that is overdue is among them; which they are is theirs to show."""
    if since is None:
        return Verdict(None, None, "Since when they have had this role is not known.")
    overdue = {one.topic for one in due if one.is_overdue(since, today)}
    return Verdict(len(topics & {one.topic for one in due}), overdue <= topics)


_UNHEARD_OF: Final = _unknown("It cannot be judged here.")
_SESSIONS: Final = _unknown("From sessions held.")
_JUDGES: Final[Mapping[Requirement, Judge]] = {
    Requirement.EVERY_DAYS: _gap,
    Requirement.SESSION_MINUTES: _minutes,
    Requirement.MINUTES_A_MONTH: _minutes_a_month,
    Requirement.PROBATION_DAYS: _unknown("It says for how long other requirements count."),
    Requirement.EVERY_DAYS_IN_PROBATION: _in_probation(_gap),
    Requirement.SESSION_MINUTES_IN_PROBATION: _in_probation(_minutes),
    Requirement.CONTACT_EVERY_DAYS: _SESSIONS,
    Requirement.GROUP_EVERY_DAYS: _SESSIONS,
    Requirement.WORK_HOURS: _SESSIONS,
    Requirement.SUPERVISION_HOURS: _SESSIONS,
    Requirement.ONE_TO_ONE_HOURS: _SESSIONS,
    Requirement.GROUP_HOURS: _SESSIONS,
    Requirement.WORKERS_PER_SUPERVISOR: lambda known, required, _: Verdict(
        known.workers, known.workers <= required
    ),
    Requirement.REVIEW_EVERY_DAYS: _reviews,
    Requirement.PERFORMANCE_REVIEW_EVERY_DAYS: _unknown("From performance records."),
    Requirement.AGREEMENT_BY_SESSION: _SESSIONS,
    Requirement.DIFFICULTY_ANSWERED: _unknown("From difficulties raised and answered."),
    Requirement.KINDS_APART: _apart,
    Requirement.SUPERVISOR_ROLES: _roles,
    Requirement.SUPERVISOR_TRAINING: lambda known, required, _: _trained(
        known.supervisor_topics, known.supervisor_since, known.today, required
    ),
    Requirement.SUPERVISOR_EXPERIENCE: _unknown(
        "It is the supervisor's to say, and sealed where they said it."
    ),
    Requirement.SUPERVISOR_CERTIFIED: _unknown("Certificates are not on record here."),
    Requirement.SUPERVISOR_SUPERVISED: lambda known, _required, _: Verdict(
        known.supervised, known.supervised
    ),
    Requirement.WORKER_TRAINING: lambda known, required, _: _trained(
        known.worker_topics, known.worker_since, known.today, required
    ),
    Requirement.TRAINING_HOURS_LEAST: _unknown("Hours of training are not on record here."),
    Requirement.TRAINING_HOURS_MOST: _unknown("Hours of training are not on record here."),
    Requirement.SUPERVISED_HOURS: _SESSIONS,
}
"""Every requirement has its judge; what only sessions tell is named as such and not guessed."""
