"""What the parties alone get besides terms, opened and accounted for: addenda, and reasons in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from pydantic import Field

from services.agreements.domain import addenda
from services.agreements.domain.agreement import Agreement
from services.agreements.domain.parts import Addendum
from services.agreements.events import AddendumProposed, AddendumSigned
from services.agreements.forms.outgoing import SignatureOut, signature_form
from shared.access import Decision, open_content
from shared.facts import Fact, Recorded
from shared.identity import Acting, AgencyId, PersonId
from shared.sealing import MovedOrAltered
from shared.store import Store
from shared.web.bodies import Out


class AddendumOut(Out):
    """An addendum in full. `digest` is SHA-256(salt ‖ RFC 8785 form of agreement, addendum, version, worker, supervisor, text)."""

    number: int
    terms_version: int
    by: PersonId
    proposed_at: datetime
    standing: str = Field(description="in-force, open, withdrawn, or earlier")
    digest: str
    salt: str
    text: str
    signatures: list[SignatureOut]


class WordsOut(Out):
    """Why one of the two did something, in their own words."""

    at_version: int
    done: str
    by: PersonId
    side: AgencyId | None = Field(
        None, serialization_alias="for", description="Of a partnership: the side for which it was done."
    )
    said_at: datetime
    words: str


def addenda_form(
    store: Store,
    agreement: Agreement,
    records: Sequence[Recorded],
    shown: Sequence[Addendum],
    decision: Decision,
    acting: Acting,
) -> list[AddendumOut]:
    """Those addenda with their signatures, opened under one entry of the accounting."""
    opened = opened_addenda(store, records, shown, decision, acting)
    return [_addendum(agreement, records, one, *facts) for one, facts in zip(shown, opened, strict=True)]


def opened_addenda(
    store: Store, records: Sequence[Recorded], shown: Sequence[Addendum], decision: Decision, acting: Acting
) -> list[list[Fact]]:
    """Of each addendum what was proposed, and each signature; one entry of the accounting for them all."""
    wanted = [
        [records[at - 1] for at in (one.at_version, *(given.at_version for given in one.signatures))]
        for one in shown
    ]
    if not wanted:
        return []
    flat = [record for records in wanted for record in records]
    opened = iter(open_content(store, flat, decision, acting, fields=("addenda", "salt", "signatures")))
    return [[next(opened) for _ in records] for records in wanted]


def _addendum(agreement: Agreement, records: Sequence[Recorded], one: Addendum, *opened: Fact) -> AddendumOut:
    proposed = cast("AddendumProposed", opened[0])
    text, salt = cast("str", proposed.text), cast("str", proposed.salt)
    told = addenda.digest(
        agreement.id, one.number, one.terms_version, agreement.parties, text, bytes.fromhex(salt)
    )
    if told != one.digest:
        raise MovedOrAltered
    signed = cast("Sequence[AddendumSigned]", opened[1:])
    return AddendumOut(
        number=one.number,
        terms_version=one.terms_version,
        by=one.by,
        proposed_at=records[one.at_version - 1].recorded_at,
        standing=agreement.addendum_standing(one),
        digest=one.digest,
        salt=salt,
        text=text,
        signatures=[
            signature_form(given, records).model_copy(
                update={
                    "terms_version": one.terms_version,
                    "limits": None,
                    "printed_name": words.printed_name,
                    "meaning": words.meaning,
                }
            )
            for given, words in zip(one.signatures, signed, strict=True)
        ],
    )


def words_form(
    store: Store, records: Sequence[Recorded], decision: Decision, acting: Acting
) -> list[WordsOut]:
    """Reasons given in words, oldest first, opened under one entry of the accounting."""
    said = [one for one in records if getattr(one.fact, "words", None) is not None]
    if not said:
        return []
    opened = cast("list[Any]", open_content(store, said, decision, acting, fields=("words",)))
    return [
        WordsOut(
            at_version=record.stream_version,
            done=record.name.rpartition(".")[2],
            by=fact.by,
            side=getattr(fact, "side", None),
            said_at=record.recorded_at,
            words=fact.words,
        )
        for record, fact in zip(said, opened, strict=True)
    ]
