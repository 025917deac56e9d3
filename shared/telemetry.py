"""Traces without content: the server's own trace ids, an allow-list of attributes, and of an exception only its class."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Awaitable, Callable, Collection, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import structlog
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, ConsoleSpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ParentBased, TraceIdRatioBased
from opentelemetry.trace import Link, Span, SpanContext, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

ATTRIBUTES: Final = frozenset(
    {"service", "route", "status", "topic", "stream_type", "name", "records", "view"}
)
"""What a span may say. No id of a person, no value, no address."""

SAID: Final = ATTRIBUTES | {"http.request.method", "http.route", "http.response.status_code", "error.type"}
"""What leaves the process, FastAPI's own attributes among them."""

PROBES: Final = frozenset({"/livez", "/readyz"})


def of_requests(made: TracerProvider, untold: Collection[str]) -> dict[str, Any]:
    """FastAPI's own telemetry: never its logs, which carry the values that failed validation.

    Of requests to an address that begins with one of those `untold`, no trace tells that they came.
    """
    return {
        "logs": False,
        "operation_spans": False,
        "auto_configure": False,
        "exclude": lambda scope: scope["path"] in PROBES or scope["path"].split("/")[1] in untold,
        "tracer_provider": made,
    }


_propagator = TraceContextTextMapPropagator()
Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]


def provider(traces: Path | None, ratio: float) -> TracerProvider:
    """Spans go to a file of one JSON each, or nowhere; ids are made in any case, for the envelopes."""
    sampler = ParentBased(TraceIdRatioBased(ratio)) if traces else ALWAYS_OFF
    made = TracerProvider(sampler=sampler, resource=Resource.create({"service.name": "alongside"}))
    if traces:
        file = traces.open("a", buffering=1)
        made.add_span_processor(BatchSpanProcessor(_ToFile(out=file, formatter=_line)))
    return made


class _ToFile(ConsoleSpanExporter):
    """Whose file ends with it."""

    def shutdown(self) -> None:
        self.out.close()


def _line(span: ReadableSpan) -> str:
    """A span as one JSON, with what it may say and nothing else: an address or a user agent is the caller's to choose."""
    whole = json.loads(span.to_json(indent=None))
    whole["attributes"] = {key: value for key, value in whole["attributes"].items() if key in SAID}
    whole["events"] = [event["name"] for event in whole["events"]]
    return json.dumps(whole) + "\n"


class Tracing:
    """Our own spans, around the store and around what is taken in."""

    def __init__(self, made: TracerProvider, *, writes: bool = False) -> None:
        self.provider = made
        self.writes = writes
        self._tracer = made.get_tracer("alongside")
        self._unwritten = TracerProvider(sampler=made.sampler, resource=made.resource).get_tracer("alongside")

    @contextmanager
    def span(self, name: str, *, after: Sequence[str] = (), **said: str | int) -> Iterator[Span]:
        """A span of our own; `after` are the traces that led to it, which it links to."""
        links = [Link(_context_of(one)) for one in dict.fromkeys(after)] if self.writes else []
        with self._tracer.start_as_current_span(
            name,
            links=links,
            kind=SpanKind.INTERNAL,
            attributes={key: value for key, value in said.items() if key in ATTRIBUTES},
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                yield span
            except Exception as error:
                span.set_status(Status(StatusCode.ERROR, type(error).__name__))
                raise

    def apart(self) -> str | None:
        """A trace of its own, in the form of any request's, of which nothing is written: for what must not be joined to the request."""
        with self._unwritten.start_as_current_span("apart", context=Context()):
            return traceparent()

    def close(self) -> None:
        self.provider.shutdown()


SILENT: Final = Tracing(provider(None, 0))
"""For work of which no trace may tell: its spans go nowhere."""


def _context_of(told: str) -> SpanContext:
    """A trace as an envelope of ours names it."""
    return trace.get_current_span(_propagator.extract({"traceparent": told}, Context())).get_span_context()


def traceparent() -> str | None:
    """The current span as W3C Trace Context, for an envelope or a Kafka header."""
    carrier: dict[str, str] = {}
    _propagator.inject(carrier, trace.set_span_in_context(trace.get_current_span()))
    return carrier.get("traceparent")


def own_traces(app: App) -> App:
    """Whatever trace a caller brings along stays outside: its ids and its baggage are theirs to choose."""

    async def stripped(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            told = {b"traceparent", b"tracestate", b"baggage"}
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0].lower() not in told]}
        await app(scope, receive, send)

    return stripped


def configure_logs() -> None:
    """One JSON a line on standard error. Never a payload, a token, an address with a query, or an exception's text."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            _trace_id,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    for chatty in ("kafka", "uvicorn.error"):  # both print exceptions whole, with what they choked on
        logging.getLogger(chatty).setLevel(logging.CRITICAL + 1)


def _trace_id(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        event["trace_id"] = format(context.trace_id, "032x")
    return event
