"""How the golden file is read, and how a line is added for a fact that has none in its present form."""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, get_args
from uuid import UUID, uuid5

import services.house.manifest  # noqa: F401  brings every fact of the house
from services.agreements.domain.agreement import Agreement
from services.agreements.domain.difficulty import Difficulty
from services.agreements.domain.difficulty_count import DifficultyCount
from services.agreements.domain.disconnect import Disconnect
from services.agreements.domain.partnerships import Partnership
from services.agreements.events import AgreementFact
from services.agreements.events.difficulties import DifficultiesCounted, DifficultyFact
from services.agreements.events.disconnects import DisconnectFact
from services.agreements.events.partnerships import PartnershipFact
from services.directory.domain.agency import Agency
from services.directory.domain.identifier import Identifier
from services.directory.domain.person import Person
from services.directory.domain.placement import Placement
from services.directory.domain.policy_set import PolicySet
from services.directory.domain.register import Register
from services.directory.events import (
    AgencyFact,
    IdentifierFact,
    PersonFact,
    PlacementFact,
    PolicySetFact,
    RegisterFact,
)
from services.sessions.domain.concern import Concern
from services.sessions.domain.disclosing import Disclosure, Recipient
from services.sessions.domain.external_reports import ExternalReport
from services.sessions.domain.rhythm import Rhythm
from services.sessions.domain.session import Session
from services.sessions.domain.tally import SessionCount, Tally
from services.sessions.events import RhythmFact, SessionFact, SessionsCounted, TallyFact
from services.sessions.events.concerns import ConcernFact
from services.sessions.events.disclosures import DisclosureFact, RecipientNamed
from services.sessions.events.external_reports import ExternalReportFact
from shared.access import ContentOpened, Opening, PersonsOpened
from shared.facts import Fact, Recorded, Sealed
from shared.keeping import Keeping
from shared.keeping.facts import KeepingFact
from shared.sealing import Row, seal_fields, unseal_fields
from tests.golden import examples_groups, examples_records, views
from tests.golden.examples import AGENCY, EXAMPLES, WORKER
from tests.golden.streams_diary import STREAMS

HERE: Final = Path(__file__).parent
FACTS, OPENED, KEYS = HERE / "facts.jsonl", HERE / "opened.jsonl", HERE / "keys.json"
"""Stored bytes, a line each; what each says once opened; and the keys, which are of use for nothing else."""
SPACE: Final = UUID(int=99)
SERVICE_OF: Final = {"agreements": "agreements", "sessions": "sessions"}
"""Whose log a fact is shown in; what several services record, in the directory's."""
AT: Final = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)


def kinds() -> dict[str, type[Fact]]:
    """Every fact of the product; facts that a test makes for itself are not counted."""
    ours = ("services.", "shared.")
    return {name: kind for name, kind in Fact.by_kind.items() if kind.__module__.startswith(ours)}


def lines(path: Path = FACTS) -> list[bytes]:
    return path.read_bytes().splitlines() if path.exists() else []


def key_of(stream: UUID) -> Callable[[str], tuple[str, bytes]]:
    """The committed keys, one for records and one for persons."""
    keys = {prefix: b64decode(key) for prefix, key in json.loads(KEYS.read_text()).items()}
    return lambda prefix: (f"{prefix}:{stream}", keys[prefix])


def opened(record: Recorded) -> dict[str, Any]:
    """What a stored fact says to whoever has the keys."""
    fact = unseal_fields(record.fact, key_of(record.stream_id), Row.of(record))
    return fact.model_dump(mode="json")


def shape(value: Any) -> Any:
    """The names in it, however deep: two records of one shape were written by the same form of a fact."""
    if isinstance(value, Mapping):
        if value.keys() == Sealed.FIELDS:
            return "sealed"
        return tuple((name, shape(one)) for name, one in value.items())
    return None


STREAM_TYPES: Final = {
    fact: kind.stream_type
    for kind, facts in (
        (Agreement, AgreementFact),
        (Partnership, PartnershipFact),
        (Agency, AgencyFact),
        (Person, PersonFact),
        (Placement, PlacementFact),
        (Identifier, IdentifierFact),
        (PolicySet, PolicySetFact),
        (Register, RegisterFact),
        (Opening, ContentOpened | PersonsOpened),
        (Difficulty, DifficultyFact),
        (DifficultyCount, DifficultiesCounted),
        (Disconnect, DisconnectFact),
        (Keeping, KeepingFact),
        (Session, SessionFact),
        (Rhythm, RhythmFact),
        (Tally, TallyFact),
        (SessionCount, SessionsCounted),
        (ExternalReport, ExternalReportFact),
        *STREAMS,
        *examples_groups.STREAMS,
        (Concern, ConcernFact),
        (Disclosure, DisclosureFact),
        (Recipient, RecipientNamed),
    )
    for fact in get_args(facts) or (facts,)
} | {fact: kind for kind, facts in examples_records.KINDS.items() for fact in get_args(facts) or (facts,)}
"""Under which type each fact is stored: it is bound into everything that is sealed, and says which topic it goes to."""


def record_of(fact: Fact) -> Recorded:
    stream = uuid5(SPACE, fact.kind)
    row = Row(AGENCY, STREAM_TYPES[type(fact)], stream, 1, fact.kind)
    return Recorded(
        id=uuid5(SPACE, f"{fact.kind} 1"),
        service=SERVICE_OF.get(fact.kind.partition(".")[0], "directory"),
        stream_type=row.stream_type,
        stream_id=stream,
        stream_version=1,
        recorded_at=AT,
        actor=WORKER,
        client="alongside-cli",
        on_behalf_of=WORKER,
        agency=AGENCY,
        correlation=uuid5(SPACE, "correlation"),
        causation=uuid5(SPACE, "causation"),
        traceparent="00-" + "1" * 32 + "-" + "2" * 16 + "-01",
        once="3" * 64,
        policy_version="4" * 16,
        identity_source="dev",
        directory_position=7,
        fact=seal_fields(fact, key_of(stream), row),
    )


def lacking() -> list[str]:
    """Facts that no line holds in the form in which they would be stored today."""
    held = {(told["name"], shape(told)) for told in map(json.loads, lines())}
    today = ((name, json.loads(record_of(EXAMPLES[name]).stored())) for name in kinds())
    return [name for name, told in today if (name, shape(told)) not in held]


def add() -> list[str]:
    """Append what is lacking. Nothing that stands there is touched."""
    if not KEYS.exists():
        KEYS.write_text(
            json.dumps(
                {"rk": b64encode(bytes(range(32))).decode(), "pk": b64encode(bytes(range(32, 64))).decode()}
            )
        )
    added = lacking()
    with FACTS.open("ab") as facts, OPENED.open("ab") as said:
        for name in added:
            record = record_of(EXAMPLES[name])
            facts.write(record.stored() + b"\n")
            said.write(json.dumps(opened(record), ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
    return added


if __name__ == "__main__":
    print("\n".join([*add(), *views.add()]) or "nothing is lacking")
