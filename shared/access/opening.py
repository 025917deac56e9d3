"""The one way by which content is opened: policy, accounting entry committed, then the key. If no entry, nothing opens.

An opening is one record decrypted in one request; for persons, one request. There is no break-glass.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar, Final, assert_never
from uuid import UUID, uuid4

from shared.access.policy import Decision
from shared.aggregate import Aggregate
from shared.facts import Fact, Recorded, Sealed
from shared.identity import Acting
from shared.sealing import Row, unseal, unseal_fields
from shared.store import Store

STREAM: Final = "opening"
TOPICS: Final = {STREAM: "alongside.access"}


class ContentOpened(Fact, kind="access.ContentOpened"):
    """Somebody was about to be shown content: what, by which row of the policy, on which relation. Names no value."""

    target_type: str
    target: UUID
    target_version: int
    target_versions: tuple[int, ...] = ()
    """Each record opened, by its place in the history; empty in entries of old, which opened up to `target_version`."""
    fields: tuple[str, ...]
    action: str
    rule: str
    relation: str | None
    policy_version: str
    purpose: str
    ground: str | None = None


class PersonsOpened(Fact, kind="access.PersonsOpened"):
    """Somebody was about to be shown who persons are: one entry a request, with rule and relation for each of them."""

    targets: tuple[UUID, ...]
    rules: tuple[str, ...]
    relations: tuple[str | None, ...]
    fields: tuple[str, ...]
    action: str
    policy_version: str
    purpose: str


class Opening(Aggregate[ContentOpened | PersonsOpened]):
    """One entry of the accounting, a stream of its own."""

    stream_type: ClassVar[str] = STREAM
    read_again: ClassVar[bool] = False
    begins_with: ClassVar[frozenset[str]] = frozenset({ContentOpened.kind, PersonsOpened.kind})

    def apply(self, fact: ContentOpened | PersonsOpened) -> None:
        match fact:
            case ContentOpened() | PersonsOpened():
                pass
            case _:
                assert_never(fact)


class NotAllowed(Exception):
    """Opening was asked for without a row of the policy that allows it."""


def open_content(
    store: Store,
    records: Sequence[Recorded],
    decision: Decision,
    acting: Acting,
    *,
    fields: tuple[str, ...],
    alone: bool = False,
) -> list[Fact]:
    """Facts of one record in clear, for one request; `alone` those fields, and the others as sealed as they were.

    Raises Erased, MovedOrAltered, or Away; then nothing was shown, though an entry may stand.
    """
    _account(store, records, decision, acting, fields)
    return _unsealed(store, records, fields if alone else None)


def open_within(
    store: Store,
    record: Recorded,
    decision: Decision,
    acting: Acting,
    sealed: Sequence[tuple[Row, Sealed]],
    *,
    field: str,
) -> list[bytes]:
    """What belongs to one record and lies sealed within others, for one request: under an entry of the record that it belongs to.

    `decision` is on the record that is read, and opened by itself. Raises as `open_content`.
    """
    _account(store, [record], decision, acting, (field,))
    key_id = f"rk:{record.stream_id}"
    key = store.keys.use(key_id)
    return [unseal(key, key_id, row, field, one) for row, one in sealed]


def open_persons(
    store: Store, records: Sequence[tuple[Recorded, Decision]], acting: Acting, *, fields: tuple[str, ...]
) -> list[Fact]:
    """Who some persons are, for one request: one entry that names them all by id, each with what allowed it."""
    if not records:
        return []
    if not all(decision.allowed for _, decision in records):
        raise NotAllowed
    by_person = {record.stream_id: decision for record, decision in records}
    decisions = tuple(by_person.values())
    _record(
        store,
        acting,
        PersonsOpened(
            targets=tuple(by_person),
            rules=tuple(decision.rule for decision in decisions),
            relations=tuple(decision.relation for decision in decisions),
            fields=fields,
            action=decisions[0].action,
            policy_version=decisions[0].version,
            purpose=decisions[0].purpose,
        ),
    )
    return _unsealed(store, [record for record, _ in records])


def unsealed_for_the_house(store: Store, record: Recorded) -> Fact:
    """Where somebody is reached, for the house itself to reach them: nobody is shown it, and so no entry is made.

    Nothing else may be done with it: the one place that uses it is held by a test.
    """
    return _unsealed(store, [record])[0]


def _account(
    store: Store, records: Sequence[Recorded], decision: Decision, acting: Acting, fields: tuple[str, ...]
) -> None:
    if not decision.allowed:
        raise NotAllowed
    last = records[-1]
    _record(
        store,
        acting,
        ContentOpened(
            target_type=last.stream_type,
            target=last.stream_id,
            target_version=last.stream_version,
            target_versions=tuple(sorted(one.stream_version for one in records)),
            fields=fields,
            action=decision.action,
            rule=decision.rule,
            relation=decision.relation,
            policy_version=decision.version,
            purpose=decision.purpose,
        ),
    )


def _record(store: Store, acting: Acting, entry: ContentOpened | PersonsOpened) -> None:
    opening = Opening.begin(uuid4(), entry)
    opening.agency = acting.agency
    store.append(opening, acting)


def _unsealed(store: Store, records: Sequence[Recorded], names: tuple[str, ...] | None = None) -> list[Fact]:
    unwrapped: dict[str, bytes] = {}

    def key_of(prefix: str, id: UUID) -> tuple[str, bytes]:
        key_id = f"{prefix}:{id}"
        if key_id not in unwrapped:
            unwrapped[key_id] = store.keys.use(key_id)
        return key_id, unwrapped[key_id]

    return [
        unseal_fields(record.fact, partial(key_of, id=record.stream_id), Row.of(record), names)
        for record in records
    ]
