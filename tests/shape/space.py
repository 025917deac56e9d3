"""All that can be asked of one policy; a file `space_….py` beside this one names what a subject brings."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations

from shared.access import Policy

UNKNOWN = "browse"
"""An action that no policy knows."""


@dataclass(frozen=True)
class Space:
    """All that can be asked of one policy."""

    resource: str
    policy: Policy
    relations: tuple[str, ...]
    actions: tuple[str, ...]
    states: tuple[str, ...]
    size: int

    def askers(self) -> list[frozenset[str]]:
        """Every way to stand to a record: none, one, several, all."""
        return self.among(self.relations)

    def among(self, relations: Collection[str]) -> list[frozenset[str]]:
        """Every way that these alone leave."""
        return [
            frozenset(some) for many in range(len(relations) + 1) for some in combinations(relations, many)
        ]

    def questions(self) -> Iterator[tuple[frozenset[str], str, str]]:
        for asker in self.askers():
            for action in (*self.actions, UNKNOWN):
                for state in self.states:
                    yield asker, action, state
