"""What must not be joined to a request bears a trace of its own, in the form of any other, and no trace tells of it."""

from pathlib import Path

import pytest

from shared.telemetry import Tracing, provider, traceparent


@pytest.mark.parametrize("ratio", [0.0, 1.0], ids=["none is written", "all are"])
def test_a_trace_apart_looks_like_any_and_is_written_nowhere_C1(ratio: float, tmp_path: Path) -> None:
    traces = tmp_path / "traces"
    tracing = Tracing(provider(traces if ratio else None, ratio), writes=bool(ratio))

    with tracing.span("asked"):
        of_the_request, apart = traceparent(), tracing.apart()

    tracing.close()
    assert of_the_request
    assert apart
    version, id, _, flags = apart.split("-")
    assert [version, flags] == of_the_request.split("-")[::3]
    assert id != of_the_request.split("-")[1]
    assert id not in (traces.read_text() if ratio else "")
