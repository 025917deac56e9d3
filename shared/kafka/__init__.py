"""The bus over Apache Kafka: idempotent producer, acknowledged by all, offsets committed after the database."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer
from kafka.admin import NewTopic
from kafka.errors import KafkaError, RebalanceInProgressError, TopicAlreadyExistsError

from shared.bus import Message
from shared.kafka.client import Client, or_away
from shared.tables import Away
from shared.telemetry import traceparent

PUBLISH_SECONDS, REQUEST_SECONDS = 20, 10
"""The second must fit into the first."""
DROP_SECONDS = 2
CLOSE_SECONDS = 5
PARTITIONS = 12
SECONDS_WITHOUT_SHARE = 60.0


class KafkaBus:
    """One producer, made anew after any error: an idempotent producer that failed once must not go on."""

    def __init__(
        self, servers: str, topics: Sequence[str] = (), *, one_partition: Sequence[str] = ()
    ) -> None:
        """`topics` are made, where missing, before anything is published."""
        self._servers, self._topics = servers, topics
        self._one_partition = frozenset(one_partition)
        self._producer: Client[KafkaProducer] | None = None
        self._lock = threading.Lock()

    def create_topics(self, topics: Sequence[str]) -> None:
        """Make the topics that are missing: kept for ever, keyed by stream."""
        with or_away():
            admin = Client(KafkaAdminClient, self._servers)
            try:
                there = set(admin.itself.list_topics())
                for topic in topics:
                    if topic not in there:
                        self._create(admin.itself, topic)
            finally:
                admin.end(admin.itself.close)

    def _create(self, admin: KafkaAdminClient, topic: str) -> None:
        partitions = 1 if topic in self._one_partition else PARTITIONS
        kept = {"retention.ms": "-1", "retention.bytes": "-1"}
        new = NewTopic(topic, num_partitions=partitions, replication_factor=-1, topic_configs=kept)
        with suppress(TopicAlreadyExistsError):
            admin.create_topics([new])

    def publish(self, topic: str, messages: Sequence[Message]) -> None:
        with self._lock:
            try:
                producer = (self._producer or self._connect()).itself
                hop = [("traceparent", own.encode())] if (own := traceparent()) else []
                sent = [
                    producer.send(
                        topic,
                        key=one.key.encode(),
                        value=one.value,
                        headers=[*((name, text.encode()) for name, text in one.headers.items()), *hop],
                        partition=part,
                    )
                    for message in messages
                    for one, part in _parts(producer, topic, message)
                ]
                producer.flush(timeout=PUBLISH_SECONDS)
                for future in sent:
                    future.get(timeout=PUBLISH_SECONDS)
            except KafkaError as error:
                self._drop()
                raise Away("Apache Kafka") from error

    def _connect(self) -> Client[KafkaProducer]:
        if self._topics:
            self.create_topics(self._topics)
        self._producer = Client(
            KafkaProducer,
            self._servers,
            enable_idempotence=True,  # given explicitly, or a conflicting option would switch it off quietly
            acks="all",
            compression_type="lz4",
            linger_ms=5,
            batch_size=65536,
            max_block_ms=PUBLISH_SECONDS * 1000,
            request_timeout_ms=REQUEST_SECONDS * 1000,
            delivery_timeout_ms=PUBLISH_SECONDS * 1000,
        )
        return self._producer

    def _drop(self) -> None:
        producer, self._producer = self._producer, None
        if producer is None:
            return
        # Closing waits for what is on its way and gives up before it has closed; so that is let go of first.
        if (sender := producer.itself._sender) is not None and sender.is_alive():
            sender.force_close()
            sender.join(timeout=DROP_SECONDS)
        producer.end(lambda: producer.itself.close(timeout=0))

    def subscribe(self, topics: Sequence[str], group: str) -> KafkaSubscription:
        return KafkaSubscription(self._servers, topics, group)

    def wake(self) -> None:
        """Its consumers wait by themselves, and never long."""

    def close(self) -> None:
        with self._lock:
            self._drop()


def _parts(producer: KafkaProducer, topic: str, message: Message) -> Iterator[tuple[Message, int | None]]:
    """A record goes where its key says; a heartbeat into every partition, after all that was published there before."""
    if not message.is_heartbeat:
        yield message, None
        return
    parts = sorted(producer.partitions_for(topic))
    for part in parts:
        yield message.in_part(part, len(parts)), part


class KafkaSubscription:
    def __init__(self, servers: str, topics: Sequence[str], group: str) -> None:
        with or_away():
            self._client: Client[Any] = Client(
                KafkaConsumer,
                servers,
                group_id=group,
                enable_auto_commit=False,
                auto_offset_reset="earliest",
                max_poll_records=1000,
                session_timeout_ms=10_000,
                heartbeat_interval_ms=2_000,
            )
            self._consumer = self._client.itself
            try:
                # Joining before the topics are known, a consumer is given nothing and may never ask again.
                for topic in topics:
                    self._consumer.partitions_for_topic(topic)
                self._consumer.subscribe(list(topics))
            except KafkaError:
                self.close()
                raise
        self._given = time.monotonic()

    def poll(self, seconds: float) -> list[Message]:
        with or_away():
            found = self._consumer.poll(timeout_ms=int(seconds * 1000))
        if found or self._consumer.assignment():
            self._given = time.monotonic()
        elif time.monotonic() - self._given > SECONDS_WITHOUT_SHARE:
            raise Away("Apache Kafka (the group gives this process no share; it joins anew)")
        return [
            Message(
                (record.key or b"").decode(errors="replace"),
                record.value or b"",
                {name: raw.decode(errors="replace") for name, raw in record.headers},
                record.topic,
                record.offset,
            )
            for records in found.values()
            for record in records
        ]

    def commit(self) -> None:
        # Whoever has the partition after a rebalance gets these again; the inbox knows them.
        with or_away(), suppress(RebalanceInProgressError):
            self._consumer.commit()

    def behind(self) -> int | None:
        with or_away():
            mine = self._consumer.assignment()
            ends = self._consumer.end_offsets(list(mine)) if mine else {}
            return sum(end - self._consumer.position(part) for part, end in ends.items()) if ends else None

    def close(self) -> None:
        self._client.end(lambda: self._consumer.close(autocommit=False, timeout_ms=CLOSE_SECONDS * 1000))
