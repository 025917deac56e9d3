"""Advice of a disconnect between role and workplace: a restricted stream that the worker sees before it goes (D3, A7)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from pydantic import Field

from services.agreements.events.terms import Text
from shared.facts import Fact, Part, Private
from shared.identity import AgencyId, PersonId

DISCONNECT: Final = "disconnect"


class Advice(Part):
    """About the role and nothing else: there is no field for a session, a day or a person (D2, D3)."""

    role_asks: Private[Text] = Field(description="What the role asks for.")
    happens_instead: Private[Text] = Field(description="What happens at the workplace instead.")
    would_help: Private[Text] = Field(description="What would bring the two together again.")


class DisconnectDrafted(Fact, kind="agreements.DisconnectDrafted"):
    """A peer supervisor wrote down where role and workplace come apart; the worker sees it, nobody else yet (D3, A7)."""

    by: PersonId
    worker: PersonId
    agreement: UUID
    agency: AgencyId
    to: PersonId
    advice_version: int
    advice: Advice


class DisconnectRevised(Fact, kind="agreements.DisconnectRevised"):
    """The advice reads otherwise now, and the worker has yet to see it so (A7)."""

    by: PersonId
    advice_version: int
    advice: Advice


class DisconnectSeen(Fact, kind="agreements.DisconnectSeen"):
    """The worker said that they have seen this very version (A7)."""

    by: PersonId
    advice_version: int


class DisconnectAddedTo(Fact, kind="agreements.DisconnectAddedTo"):
    """The worker added words of their own to a version; that they have seen it they say apart from that (A7)."""

    by: PersonId
    advice_version: int
    words: Private[Text]


class DisconnectSent(Fact, kind="agreements.DisconnectSent"):
    """The peer supervisor sent it to the agency supervisor, as both had read it (A7)."""

    by: PersonId
    advice_version: int


class DisconnectAnswered(Fact, kind="agreements.DisconnectAnswered"):
    """The agency supervisor answered (D4)."""

    by: PersonId
    words: Private[Text]


class DisconnectWithdrawn(Fact, kind="agreements.DisconnectWithdrawn"):
    """The peer supervisor gave it up before it was sent."""

    by: PersonId


DisconnectFact = (
    DisconnectDrafted
    | DisconnectRevised
    | DisconnectSeen
    | DisconnectAddedTo
    | DisconnectSent
    | DisconnectAnswered
    | DisconnectWithdrawn
)
