"""Which topic a record goes to, and under which key: frozen, because what was published is never published elsewhere.

A stream that moved to another topic or partition would reach those who listen out of order.
"""

import json
from typing import Any

from kafka import KafkaProducer

from services.agreements.domain.agreement import Agreement
from services.agreements.domain.difficulty import Difficulty
from services.agreements.domain.difficulty_count import DifficultyCount
from services.agreements.domain.disconnect import Disconnect
from services.agreements.domain.partnerships import Partnership
from services.directory.domain.agency import Agency
from services.directory.domain.identifier import Identifier
from services.directory.domain.person import Person
from services.directory.domain.placement import Placement
from services.directory.domain.policy_set import PolicySet
from services.directory.domain.register import Register
from services.house.building import _bus
from services.house.manifest import LOGS, SERVICES, TOPICS
from services.sessions.domain.attendances import Attendance
from services.sessions.domain.concern import Concern
from services.sessions.domain.contributions import Contribution
from services.sessions.domain.disclosing import Disclosure, Recipient
from services.sessions.domain.external_reports import ExternalReport
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.domain.session import Session
from shared.access import Opening
from shared.aggregate import Aggregate
from shared.bus import HEARTBEAT, Message
from shared.facts import Fact
from shared.kafka import PARTITIONS, KafkaBus
from shared.settings import Settings
from tests.golden.keeping import STREAM_TYPES, lines
from tests.golden.streams_diary import STREAMS

FROZEN = {
    "directory": {
        "agency": "alongside.directory",
        "person": "alongside.directory",
        "placement": "alongside.directory",
        "identifier": "alongside.directory",
        "policy_set": "alongside.directory",
        "register": "alongside.directory",
        "keeping": "alongside.directory",
        "opening": "alongside.access",
    },
    "agreements": {
        "agreement": "alongside.agreements",
        "partnership": "alongside.agreements",
        "difficulty-count": "alongside.agreements",
        "opening": "alongside.access",
    },
    "sessions": {
        "session": "alongside.sessions",
        "tally": "alongside.sessions",
        "session-count": "alongside.sessions",
        "rhythm": "alongside.sessions",
        "performance-record": "alongside.sessions",
        "dual-relationship": "alongside.sessions",
        "feedback-round": "alongside.sessions",
        "feedback-answers": "alongside.sessions",
        "feedback-respondent": "alongside.sessions",
        "keeping": "alongside.sessions",
        "evaluation": "alongside.sessions",
        "goal": "alongside.sessions",
        "group": "alongside.sessions",
        "group-session": "alongside.sessions",
        "attendance": "alongside.sessions",
        "contribution": "alongside.sessions",
        "opening": "alongside.access",
    },
}
FROZEN_RESTRICTED: dict[str, dict[str, str]] = {
    "directory": {},
    "agreements": {
        "difficulty": "alongside.restricted",
        "disconnect": "alongside.restricted",
        "opening": "alongside.restricted",
    },
    "sessions": {
        "external-report": "alongside.restricted",
        "concern": "alongside.restricted",
        "disclosure": "alongside.restricted",
        "disclosure-recipient": "alongside.restricted",
        "keeping": "alongside.restricted",
        "opening": "alongside.restricted",
    },
}
"""Grows by a line for each new type of stream; a line that stands is left as it is."""
FIRST = lines()[0]
STREAM = "7198c9f2-7bb1-514d-baf4-d97e924aa2c5"


class Twelve:
    """What a producer knows of a cluster whose topics have twelve partitions each."""

    def topics(self) -> set[str]:
        return set(TOPICS)

    def partitions_for_topic(self, _topic: str) -> set[int]:
        return set(range(12))

    available_partitions_for_topic = partitions_for_topic


def partition_of(key: str) -> int:
    """Where the producer puts a key, which its settings leave to the library."""
    raw = key.encode()
    chosen = KafkaProducer.DEFAULT_CONFIG["partitioner"].partition(TOPICS[0], key, raw, b"", b"", Twelve())
    return int(chosen)


def test_every_type_of_stream_keeps_its_topic() -> None:
    assert {name: dict(service.topics) for name, service in SERVICES.items()} == FROZEN
    assert {name: dict(service.restricted) for name, service in SERVICES.items()} == FROZEN_RESTRICTED


def test_no_view_of_any_service_follows_the_restricted_topic() -> None:
    """That such a stream is there is confidential; each view of one follows the log of the service it is in (C7)."""
    restricted = {topic for topics in FROZEN_RESTRICTED.values() for topic in topics.values()}
    views = [view for service in SERVICES.values() for view in (service.relations, *service.views)]

    assert restricted == {"alongside.restricted"}
    assert [view.name for view in views if restricted & set(view.topics)] == []
    assert {view.name for view in views if view.restricted} == {
        "difficulties",
        "disconnects",
        "external_reports",
        "concerns",
        "restricted_accesses",
        "restricted_keepings",
    }


def test_what_goes_to_the_restricted_topic_goes_nowhere_else() -> None:
    ordinary = {topic for service in SERVICES.values() for topic in service.topics.values()}

    assert "alongside.restricted" not in ordinary
    assert LOGS == {
        "directory": "directory/events.db",
        "agreements": "agreements/events.db",
        "agreements.restricted": "agreements/restricted.db",
        "sessions": "sessions/events.db",
        "sessions.restricted": "sessions/restricted.db",
        "sessions.diary": "sessions/diary.db",
    }


def test_topics_keep_their_names_and_those_that_others_wait_for_say_on_their_own_that_they_live() -> None:
    assert TOPICS == (
        "alongside.access",
        "alongside.agreements",
        "alongside.directory",
        "alongside.restricted",
        "alongside.sessions",
    )
    assert {name: service.pulse for name, service in SERVICES.items()} == {
        "directory": "alongside.directory",
        "agreements": "alongside.agreements",
        "sessions": None,
    }
    assert HEARTBEAT == "heartbeat"


def test_types_of_streams_keep_their_names() -> None:
    kinds: tuple[type[Aggregate[Any]], ...] = (
        *(Agency, Person, Placement, Identifier, PolicySet, Register, Agreement, Opening),
        *(Partnership, Difficulty, DifficultyCount, Disconnect),
        *(Session, ExternalReport),
        Session,
        *(kind for kind, _ in STREAMS),
        *(Group, GroupSession, Attendance, Contribution),
        *(Session, ExternalReport, Concern, Disclosure, Recipient),
    )

    assert {kind.__name__: kind.stream_type for kind in kinds} == {
        "Agency": "agency",
        "Person": "person",
        "Placement": "placement",
        "Identifier": "identifier",
        "PolicySet": "policy_set",
        "Register": "register",
        "Agreement": "agreement",
        "Partnership": "partnership",
        "Opening": "opening",
        "Difficulty": "difficulty",
        "DifficultyCount": "difficulty-count",
        "Disconnect": "disconnect",
        "Session": "session",
        "ExternalReport": "external-report",
        "Diary": "diary",
        "Entry": "diary-entry",
        "Piece": "portfolio-piece",
        "Evaluation": "evaluation",
        "Goal": "goal",
        "Group": "group",
        "GroupSession": "group-session",
        "Attendance": "attendance",
        "Contribution": "contribution",
        "Concern": "concern",
        "Disclosure": "disclosure",
        "Recipient": "disclosure-recipient",
    }


def test_every_fact_keeps_the_type_of_stream_under_which_it_was_first_stored() -> None:
    stored = {told["name"]: told["stream_type"] for told in map(json.loads, lines())}

    assert stored == {name: STREAM_TYPES[Fact.by_kind[name]] for name in stored}


def test_a_record_is_published_under_the_id_of_its_stream_and_as_it_is_stored() -> None:
    message = Message.of(FIRST, position=7)

    assert (message.key, message.value) == (STREAM, FIRST)
    assert message.headers == {
        "ce_specversion": "1.0",
        "ce_id": "5192df10-f29a-5f66-8ff6-e36c760fb0bc",
        "ce_source": "/alongside/agreements",
        "ce_type": "agreements.AgreementDrafted",
        "ce_subject": STREAM,
        "ce_time": "2026-03-02T09:30:15.123456Z",
        "content-type": "application/json",
        "ce_traceparent": f"00-{'1' * 32}-{'2' * 16}-01",
        "ce_sequence": "7",
    }


def test_a_stream_stays_in_its_partition() -> None:
    assert PARTITIONS == 12
    assert [partition_of(key) for key in (STREAM, "00000000-0000-0000-0000-000000000001")] == [8, 2]


def test_the_directory_alone_stays_in_order_as_a_whole() -> None:
    settings = Settings(profile="standard", kafka="127.0.0.1:1", issuer="https://issuer.example")

    bus = _bus(settings)

    assert isinstance(bus, KafkaBus)
    assert bus._one_partition == {"alongside.directory"}
    assert bus._topics == TOPICS
