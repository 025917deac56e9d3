"""In which records of this service somebody is named: what they take with them when they ask for everything about themselves."""

from __future__ import annotations

from typing import get_args

from services.agreements.events import AgreementFact
from services.agreements.events.difficulties import DifficultyFact
from services.agreements.events.disconnects import DisconnectFact
from services.agreements.events.partnerships import PartnershipFact
from shared.access.named import NamedView


class NamedInAgreements(NamedView):
    """Of agreements and partnerships."""

    hears = frozenset({*get_args(AgreementFact), *get_args(PartnershipFact)})


class NamedInConfidence(NamedView):
    """Of difficulties, and of advice of a disconnect."""

    name = "restricted_named"
    restricted = True
    hears = frozenset({*get_args(DifficultyFact), *get_args(DisconnectFact)})
