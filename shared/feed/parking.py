"""A record that cannot be taken in parks its stream: it and the later ones of the same stream wait, others flow."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

import psycopg

from shared.bus import Message
from shared.tables import Away, Rows

M = TypeVar("M", bound="Parkable")
TakeIn = Callable[[M], None]
TableName = Callable[[str], str]
NOT_THE_RECORDS_FAULT = (Away, sqlite3.OperationalError, psycopg.OperationalError, psycopg.InterfaceError)


def tables(t: TableName) -> tuple[str, ...]:
    return (
        f"CREATE TABLE {t('parked')} (stream TEXT NOT NULL, topic TEXT NOT NULL, place BIGINT NOT NULL, "
        "value BYTEA NOT NULL, why TEXT NOT NULL, PRIMARY KEY (stream, topic, place))",
    )


class Parkable(Protocol):
    """A record as stored, and where it came from."""

    @property
    def key(self) -> str: ...
    @property
    def value(self) -> bytes: ...
    @property
    def topic(self) -> str: ...
    @property
    def offset(self) -> int: ...


def take_or_park(rows: Rows, t: TableName, messages: Sequence[M], take: TakeIn[M]) -> None:
    """Take messages in, in their order; one that cannot be, and those of its stream after it, are parked."""
    parked = {row["stream"] for row in rows.all(f"SELECT DISTINCT stream FROM {t('parked')}")}
    if not parked:
        try:
            with rows.attempt():
                for message in messages:
                    take(message)
        except NOT_THE_RECORDS_FAULT:
            raise
        except Exception:  # noqa: BLE001, S110  a poisoned record is among them: once more, each by itself
            pass
        else:
            return
    for message in messages:
        _one(rows, t, message, take, parked)


def _one(rows: Rows, t: TableName, message: M, take: TakeIn[M], parked: set[str]) -> None:
    # What is kept is the sealed bytes, the place and the exception's class, never its text.
    stream = stream_of(message) if parked else ""
    if stream in parked:
        _park(rows, t, message, stream, "waits behind an earlier record")
        return
    try:
        with rows.attempt():
            take(message)
    except NOT_THE_RECORDS_FAULT:
        raise
    except Exception as error:  # noqa: BLE001  whatever a poisoned record sets off parks it
        stream = stream_of(message)
        parked.add(stream)
        _park(rows, t, message, stream, type(error).__name__)


def release(rows: Rows, t: TableName, stream: str, take: TakeIn[Message]) -> tuple[int, int]:
    """Take in what waits of a stream, in order, up to the first that still cannot be; answers (taken, waiting)."""
    waiting = rows.all(
        f"SELECT topic, place, value FROM {t('parked')} WHERE stream = ? ORDER BY place", stream
    )
    for taken, row in enumerate(waiting):
        try:
            with rows.attempt():
                take(Message(stream, bytes(row["value"]), topic=row["topic"], offset=row["place"]))
        except NOT_THE_RECORDS_FAULT:
            raise
        except Exception:  # noqa: BLE001  still poisoned: it waits on
            return taken, len(waiting) - taken
        rows.do(
            f"DELETE FROM {t('parked')} WHERE stream = ? AND topic = ? AND place = ?",
            stream,
            row["topic"],
            row["place"],
        )
    return len(waiting), 0


def waiting(rows: Rows, t: TableName) -> list[tuple[str, int, str]]:
    """Each stream that waits, how many of its records, and what befell the first of them."""
    found = rows.all(f"SELECT stream, why FROM {t('parked')} ORDER BY stream, place")
    told: dict[str, tuple[int, str]] = {}
    for row in found:
        many, why = told.get(row["stream"], (0, row["why"]))
        told[row["stream"]] = (many + 1, why)
    return [(stream, many, why) for stream, (many, why) in told.items()]


def stream_of(message: Parkable) -> str:
    """The stream as the record says, or the key it came under when it cannot be read."""
    try:
        return str(json.loads(message.value)["stream_id"])
    except (ValueError, KeyError, TypeError):
        return message.key or "unreadable"


def _park(rows: Rows, t: TableName, message: Parkable, stream: str, why: str) -> None:
    rows.do(
        f"INSERT INTO {t('parked')} (stream, topic, place, value, why) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (stream, topic, place) DO NOTHING",
        stream,
        message.topic,
        message.offset,
        message.value,
        why,
    )
