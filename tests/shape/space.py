"""All that can be asked of one policy; a file `space_….py` beside this one names what a subject brings."""

from collections.abc import Iterator
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
        all_of = self.relations
        return [frozenset(some) for many in range(len(all_of) + 1) for some in combinations(all_of, many)]

    def questions(self) -> Iterator[tuple[int, frozenset[str], str, str]]:
        for number, asker in enumerate(self.askers()):
            for action in (*self.actions, UNKNOWN):
                for state in self.states:
                    yield number, asker, action, state
