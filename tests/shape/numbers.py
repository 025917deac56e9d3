"""How many questions the policies were asked, among the last words of a run."""

from __future__ import annotations

from typing import Final

import pytest

QUESTIONS: Final = "questions"
"""Under this name a test says how many it went through."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    asked = [
        many
        for report in terminalreporter.stats.get("passed", ())
        for name, many in report.user_properties
        if name == QUESTIONS
    ]
    if asked:
        terminalreporter.section("policies")
        terminalreporter.write_line(
            f"{sum(asked):,} questions to {len(asked)} policies, answered alike by them and by what is written in Cedar"
        )
