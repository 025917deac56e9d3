"""What both buses promise, in one body: the one inside the house, and Apache Kafka."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from logging import CRITICAL
from pathlib import Path
from threading import enumerate as enumerate_threads
from time import monotonic
from uuid import uuid4

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from shared.bus import Bus, LocalBus, Message, Subscription
from shared.facts import Recorded
from shared.kafka import PARTITIONS, KafkaBus
from shared.tables import Away, Place, Tables
from tests.faults.leftovers import impatient_clients
from tests.faults.logs import MONDAY, TRACE, record
from tests.servers.kafka import Kafka

PATIENCE = 30.0


@pytest.fixture(params=["in process", "Kafka"])
def bus(request: pytest.FixtureRequest) -> Iterator[Bus]:
    made: Bus
    if request.param == "Kafka":
        made = KafkaBus(request.getfixturevalue("kafka_server").bootstrap)
    else:
        made = LocalBus(Tables(Place(str(request.getfixturevalue("tmp_path"))).open("bus")))
    yield made
    made.close()


@pytest.fixture
def topic(bus: Bus) -> str:
    name = f"bus.{uuid4().hex}"
    bus.create_topics([name])
    return name


def message(key: str, number: int) -> Message:
    return Message(key, f"{key} {number}".encode(), {"number": str(number)})


def heard(subscription: Subscription, many: int, seconds: float = PATIENCE) -> list[Message]:
    """Poll until so many came; fewer only when time is up."""
    found: list[Message] = []
    until = monotonic() + seconds
    while len(found) < many and monotonic() < until:
        found += subscription.poll(0.2)
    return found


def values(messages: list[Message], key: str) -> list[bytes]:
    return [one.value for one in messages if one.key == key]


def test_the_order_of_a_key_is_kept(bus: Bus, topic: str) -> None:
    keys = [str(uuid4()) for _ in range(7)]
    for page in range(5):
        bus.publish(topic, [message(key, page * 20 + place) for place in range(20) for key in keys])
    subscription = bus.subscribe([topic], "listener")
    found = heard(subscription, 700)
    subscription.close()
    assert len(found) == 700
    for key in keys:
        assert values(found, key) == [f"{key} {number}".encode() for number in range(100)]


def test_bytes_key_headers_and_topic_arrive_as_they_were_sent(bus: Bus, topic: str) -> None:
    sent = Message("kéy", bytes(range(256)), {"ce_type": "agreements.AgreementSigned", "x": "é"})
    bus.publish(topic, [sent])
    subscription = bus.subscribe([topic], "listener")
    (found,) = heard(subscription, 1)
    subscription.close()
    assert (found.key, found.value, dict(found.headers)) == (sent.key, sent.value, sent.headers)
    assert found.topic == topic
    assert found.offset >= 0


def test_what_was_not_committed_comes_again_to_the_same_group(bus: Bus, topic: str) -> None:
    bus.publish(topic, [message("one", number) for number in range(3)])
    first = bus.subscribe([topic], "listener")
    assert len(heard(first, 3)) == 3
    first.commit()
    bus.publish(topic, [message("one", number) for number in range(3, 5)])
    assert len(heard(first, 2)) == 2
    first.close()  # as if the process had died before its commit

    again = bus.subscribe([topic], "listener")
    found = heard(again, 2)
    assert [one.value for one in found] == [b"one 3", b"one 4"]
    again.commit()
    again.close()

    last = bus.subscribe([topic], "listener")
    assert heard(last, 1, 2.0) == []
    last.close()


def test_a_new_group_begins_at_the_beginning_and_all_groups_hear_everything(bus: Bus, topic: str) -> None:
    bus.publish(topic, [message("one", 1)])
    early = bus.subscribe([topic], "early")
    assert len(heard(early, 1)) == 1
    early.commit()
    bus.publish(topic, [message("one", 2)])

    late = bus.subscribe([topic], "late")
    assert [one.value for one in heard(late, 2)] == [b"one 1", b"one 2"]
    assert [one.value for one in heard(early, 1)] == [b"one 2"]
    early.close()
    late.close()


def test_a_topic_hears_nothing_of_another(bus: Bus, topic: str) -> None:
    other = f"{topic}.other"
    bus.create_topics([other])
    bus.publish(other, [message("other", 1)])
    bus.publish(topic, [message("one", 1)])
    subscription = bus.subscribe([topic], "listener")
    assert [one.key for one in heard(subscription, 2, 3.0)] == ["one"]
    subscription.close()


def test_a_record_travels_as_a_cloudevent_in_binary_mode(bus: Bus, topic: str) -> None:
    stored = record()
    bus.publish(topic, [Message.of(stored)])
    subscription = bus.subscribe([topic], "listener")
    (found,) = heard(subscription, 1)
    subscription.close()

    raw = KafkaMessage(
        headers={name: text.encode() for name, text in found.headers.items()},
        key=found.key.encode(),
        value=found.value,
    )
    event = from_binary(raw, JSONFormat(), CloudEvent)  # raises for what is no CloudEvent
    told = Recorded.load(stored)
    assert found.value == stored
    assert found.key == str(told.stream_id)
    assert (event.get_specversion(), event.get_id(), event.get_type()) == ("1.0", str(told.id), told.name)
    assert (event.get_source(), event.get_subject()) == ("/alongside/directory", str(told.stream_id))
    assert event.get_time() == MONDAY
    assert event.get_datacontenttype() == "application/json"
    assert event.get_extension("traceparent") == TRACE


def test_headers_only_repeat_what_the_record_says(bus: Bus, topic: str) -> None:
    stored = record()
    text = stored.decode()
    for name, value in Message.of(stored).headers.items():
        assert value in text or name in {"ce_specversion", "ce_source", "content-type"}


def test_a_heartbeat_is_told_from_a_record_and_heard_in_every_part_of_a_topic(bus: Bus, topic: str) -> None:
    parts = PARTITIONS if isinstance(bus, KafkaBus) else 1
    bus.publish(topic, [Message.of(record()), Message.heartbeat("2026-03-02T15:00:00Z", 4)])
    subscription = bus.subscribe([topic], "listener")
    found = heard(subscription, 1 + parts)
    subscription.close()
    beats = [json.loads(one.value) for one in found if one.is_heartbeat]
    assert len(found) - len(beats) == 1
    assert [one["position"] for one in beats] == [4] * parts
    assert {(one.get("part", 0), one.get("parts", 1)) for one in beats} == {(n, parts) for n in range(parts)}


def test_a_subscription_that_polls_in_haste_hears_everything(bus: Bus, topic: str) -> None:
    """A poll that ends while the group is still forming must not leave the subscription deaf."""
    bus.publish(topic, [message("one", 1)])
    deaf = 0
    for number in range(12):
        subscription = bus.subscribe([topic], f"hasty {number}")
        found: list[Message] = []
        until = monotonic() + 10
        while not found and monotonic() < until:
            found = subscription.poll(0.02)
        deaf += not found
        subscription.close()
    assert deaf == 0


def published(bus: Bus, topic: str, sent: Message) -> None:
    """Tried again while nobody leads the topic yet, as the relay does."""
    until = monotonic() + 60
    while True:
        try:
            return bus.publish(topic, [sent])
        except Away:
            assert monotonic() < until


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with impatient_clients(monkeypatch):
        yield


def test_a_kafka_that_is_away_is_said_and_a_new_producer_goes_on(
    kafka_server: Kafka,
    impatient: None,
) -> None:
    bus, topic = KafkaBus(kafka_server.bootstrap), f"bus.{uuid4().hex}"
    bus.create_topics([topic])
    bus.publish(topic, [message("one", 1)])
    first = bus._producer
    kafka_server.kill()
    try:
        for _ in range(2):
            began = monotonic()
            with pytest.raises(Away):
                bus.publish(topic, [message("one", 2)])
            assert monotonic() - began < 30
            assert bus._producer is None
        assert first is not None
        assert first.itself._closed, "what failed leaves no thread behind that tries again"
        assert not first.itself._sender.is_alive()
    finally:
        kafka_server.start()
    published(bus, topic, message("one", 3))
    assert bus._producer not in (None, first)
    subscription = bus.subscribe([topic], "listener")
    found = [one.value for one in heard(subscription, 2)]
    assert list(dict.fromkeys(found)) in ([b"one 1", b"one 3"], [b"one 1", b"one 2", b"one 3"])
    subscription.close()
    bus.close()


def begun() -> tuple[set[str], int]:
    """The threads of Kafka's clients, and how many files are open."""
    gc.collect()
    threads = {str(one.ident) for one in enumerate_threads() if one.name.startswith("kafka-")}
    return threads, len(list(Path("/dev/fd").iterdir()))


def test_asking_a_kafka_that_is_away_raises_away_and_leaves_no_thread_and_no_file_open(
    impatient: None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(
        CRITICAL, logger="kafka"
    )  # what is logged with its error holds the socket on which it came
    bus = KafkaBus("127.0.0.1:1")
    before = begun()
    with pytest.raises(Away):
        bus.publish("nobody", [message("one", 1)])
    with pytest.raises(Away):
        bus.subscribe(["nobody"], "listener")
    with pytest.raises(Away):
        bus.create_topics(["nobody"])
    bus.close()
    assert begun() == before
