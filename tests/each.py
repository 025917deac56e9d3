"""A test of hundreds of things that takes longer to begin and to report than to run: one test, which names each that is wrong."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


def of_each(things: Iterable[T], name: Callable[[T], object] = str) -> Callable[[Callable[[T], None]], Any]:
    """Run the test it stands above for every one of these."""
    all_of_them = list(things)

    def made(test: Callable[[T], None]) -> Callable[[], None]:
        def of_all() -> None:
            wrong: dict[str, str] = {}
            for one in all_of_them:
                try:
                    test(one)
                except Exception as error:
                    wrong[str(name(one))] = f"{type(error).__name__}: {error}"
            assert all_of_them, "there is nothing to look at"
            assert not wrong, "\n\n".join(f"{each}\n{said}" for each, said in wrong.items())

        of_all.__name__, of_all.__doc__, of_all.__module__ = test.__name__, test.__doc__, test.__module__
        return of_all

    return made
