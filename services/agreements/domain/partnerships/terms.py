"""What a partnership's terms must hold, and the digest that a signature is given to (A7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from services.agreements.blocks import RESPONSIBILITIES, TOPICS
from services.agreements.domain.refusals import UnfitTerms
from services.agreements.domain.terms import out_of_form
from services.agreements.events.partnerships import PartnershipTerms
from shared.identity import AgencyId, PlacementId
from shared.sealing import salted_digest

MOST_PLACEMENTS: Final = 200
TOPIC_CODES: Final = frozenset(one.code for one in TOPICS)
SUPERVISORS_CODES: Final = frozenset(one.code for one in RESPONSIBILITIES if one.of == "supervisor")
Hosts = Mapping[PlacementId, AgencyId]
"""At which agency each placement is, as the directory knows it."""


@dataclass(frozen=True)
class Sides:
    """The two organisations of a partnership (D6)."""

    peer_run: AgencyId
    host: AgencyId

    def __contains__(self, agency: object) -> bool:
        return agency in (self.peer_run, self.host)


def digest(id: UUID, version: int, sides: Sides, terms: PartnershipTerms, salt: bytes) -> str:
    """What both sides sign: who they are, which version and every term, salted so that it tells nothing by itself.

    What is left out is not in it, so that a term added to the form later changes no digest given before.
    """
    signed: dict[str, Any] = {
        "partnership": str(id),
        "version": version,
        "peer_run": str(sides.peer_run),
        "host": str(sides.host),
        "terms": terms.model_dump(mode="json", exclude_defaults=True),
    }
    return salted_digest(salt, signed)


def missing(terms: PartnershipTerms) -> list[str]:
    """Mandatory terms that are absent."""
    return [field for field in PartnershipTerms.MANDATORY if getattr(terms, field) in (None, ())]


def check(terms: PartnershipTerms, sides: Sides, hosts: Hosts) -> None:
    """Raises UnfitTerms with the fields that cannot be meant; a draft may be incomplete, not absurd.

    Whose a topic is, the two decide: the catalogue's side is where it begins, and what sources contest has none (K3).
    """
    if fields := [f"terms.{field}" for field in _unfit(terms, sides, hosts)]:
        raise UnfitTerms(*fields)


def _unfit(terms: PartnershipTerms, sides: Sides, hosts: Hosts) -> Iterator[str]:
    yield from out_of_form(terms)
    yield from _not_once_each("topics", "topic", [one.topic for one in terms.topics], TOPIC_CODES)
    blocks = [one.block for one in terms.responsibilities]
    yield from _not_once_each("responsibilities", "block", blocks, SUPERVISORS_CODES)
    if len(set(terms.reported_back)) != len(terms.reported_back):
        yield "reported_back"
    if len(terms.placements) > MOST_PLACEMENTS:
        yield "placements"
    at_the_host = {id for id, agency in hosts.items() if agency == sides.host}
    placements = [one.placement for one in terms.placements]
    yield from _not_once_each("placements", "placement", placements, at_the_host)
    for place, one in enumerate(terms.placements):
        for field in ("code_of_conduct", "line_managers"):
            if getattr(one, field) not in sides:
                yield f"placements.{place}.{field}"


def _not_once_each(many: str, field: str, told: Sequence[Any], known: Iterable[Any]) -> Iterator[str]:
    """Where something stands that there is not, or that stood before."""
    left = set(known)
    for place, one in enumerate(told):
        if one not in left:
            yield f"{many}.{place}.{field}"
        left.discard(one)
