"""A client of Apache Kafka that can be ended whole, and what its library raises, told in one way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Generic, TypeVar

from kafka.errors import KafkaError
from kafka.net.compat import KafkaNetClient

from shared.tables import Away

BOOTSTRAP_SECONDS = 8
T = TypeVar("T")


@contextmanager
def or_away() -> Iterator[None]:
    """Whatever the library says of a broker, the rest of the house hears one thing."""
    try:
        yield
    except KafkaError as error:
        raise Away("Apache Kafka") from error


class Client(Generic[T]):
    """A client of the library, ended whole: it leaves its thread and sockets behind where making or closing it fails."""

    def __init__(self, make: Callable[..., T], servers: str, **settings: object) -> None:
        self._begun: list[Any] = []
        try:
            self.itself = make(
                bootstrap_servers=servers,
                kafka_client=self._begin,
                **{"bootstrap_timeout_ms": BOOTSTRAP_SECONDS * 1000} | settings,
            )
        except KafkaError:
            self.end()
            raise

    def _begin(self, **settings: object) -> KafkaNetClient:
        self._begun.append(KafkaNetClient(**settings))
        return self._begun[-1]

    def end(self, close: Callable[[], None] | None = None) -> None:
        """`close` is the library's own way, which may give up in the middle."""
        try:
            if close is not None:
                with suppress(KafkaError):  # it has failed already
                    close()
        finally:
            for one in self._begun:
                one.close()
