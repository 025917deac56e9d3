"""Records a second from a log into Apache Kafka, against the bare producer sending the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count

from bench.material import fill
from bench.measure import Figure, Subject, compared, rounds, timed
from bench.places import Ground, broker, grounds
from shared.bus import Message
from shared.feed.relay import Relay
from shared.kafka import KafkaBus
from shared.telemetry import Tracing, provider

RECORDS = 20_000
LEAST = 0.7
HOW = (
    f"A log of {RECORDS:,} records (agreements drafted, signed, signed, in force; sealed), relayed in pages with the "
    "bookmark moved after each. The floor is one kafka-python producer with the relay's settings that is handed the same "
    "keys, values and headers from memory, all of them first, then one flush and every future asked; a second floor "
    "flushes and asks every 500, as anything must that moves a bookmark."
)
Sent = tuple[bytes, bytes, list[tuple[str, bytes]]]


def messages(ground: Ground) -> list[Sent]:
    made = [Message.of(stored) for _, stored in ground.store.read(0, RECORDS)]
    return [
        (one.key.encode(), one.value, [(name, text.encode()) for name, text in one.headers.items()])
        for one in made
    ]


def producer(bus: KafkaBus, topics: Callable[[], str], sent: list[Sent], page: int) -> int:
    bare = (bus._producer or bus._connect()).itself
    topic = topics()
    for start in range(0, len(sent), page):
        futures = [
            bare.send(topic, key=key, value=value, headers=headers)
            for key, value, headers in sent[start : start + page]
        ]
        bare.flush(timeout=60)
        for future in futures:
            future.get(timeout=60)
    return len(sent)


def relayed(ground: Ground, bus: KafkaBus, topics: Callable[[], str]) -> int:
    relay = Relay(ground.store, bus, {"agreement": topics()}, Tracing(provider(None, 1.0)))
    relay._move(0)
    many = 0
    while step := relay.step():
        many += step
    return many


def on(ground: Ground, servers: str) -> list[Figure]:
    numbers = count()
    bus = KafkaBus(servers)

    def topics() -> str:
        topic = f"bench.{ground.name}.{next(numbers)}"
        bus.create_topics([topic])
        return topic

    fill(ground.store, RECORDS)
    sent = messages(ground)
    size = sum(len(value) for _, value, _ in sent) // len(sent)
    rates = rounds(
        {
            "relay": partial(timed, partial(relayed, ground, bus, topics)),
            "bare": partial(timed, partial(producer, bus, topics, sent, RECORDS)),
            "paged": partial(timed, partial(producer, bus, topics, sent, 500)),
        },
        many=3,
    )
    bus.close()
    what = f"{ground.name}, {size:,} bytes a record"
    return [
        compared(what, rates, "relay", "bare", LEAST),
        compared(f"{what}, floor flushed every 500", rates, "relay", "paged"),
    ]


def run() -> Subject:
    servers = broker()
    figures = [] if servers is None else [one for ground in grounds() for one in on(ground, servers)]
    return Subject("Relay", HOW, figures)
