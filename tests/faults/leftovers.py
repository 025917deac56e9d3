"""What kafka-python leaves to the collector when it gives up on a broker, closed here before pytest counts it."""

from __future__ import annotations

import gc
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from kafka import KafkaAdminClient, KafkaConsumer, KafkaProducer


@contextmanager
def sockets_closed() -> Iterator[None]:
    """Whatever was opened in between and is still open afterwards is closed."""
    before = _open_sockets()
    try:
        yield
    finally:
        known = {id(one) for one in before}
        for one in _open_sockets():
            if id(one) not in known:
                one.close()


def _open_sockets() -> list[socket.socket]:
    # By `type`, for `isinstance` asks what a weak proxy stands for, and that may be gone.
    found = [one for one in gc.get_objects() if issubclass(type(one), socket.socket)]
    return [one for one in found if one.fileno() != -1]


@contextmanager
def impatient_clients(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Clients of Kafka that give up soon."""
    monkeypatch.setattr("shared.kafka.PUBLISH_SECONDS", 3)
    monkeypatch.setattr("shared.kafka.REQUEST_SECONDS", 2)
    monkeypatch.setattr("shared.kafka.client.BOOTSTRAP_SECONDS", 2)
    for client in (KafkaProducer, KafkaConsumer, KafkaAdminClient):
        monkeypatch.setitem(client.DEFAULT_CONFIG, "bootstrap_timeout_ms", 2000)
    with sockets_closed():
        yield
