"""What is wrong with a line, in words that repeat nothing of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """A line of the file (its first is 1), the column, and the rule that is not met."""

    line: int
    column: str
    rule: str

    @property
    def place(self) -> str:
        return f"line {self.line}: {self.column}"
