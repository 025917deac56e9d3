"""What followers do: a page of a log published, or taken in by its views; what came over the bus taken in by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

from shared.bus import Bus, Subscription
from shared.feed.followers import Patience, Step
from shared.feed.relay import Relay, alone
from shared.feed.shelf import Shelf
from shared.feed.views import Followed, Generation, View
from shared.store import Store
from shared.telemetry import Tracing

PAGE = 500


def relay_step(relay: Relay, store: Store) -> Step:
    def step() -> int:
        with alone(store) as may:
            return relay.step() if may else 0

    return step


class LogStep:
    """Follow one of the service's own logs into its views; a new version serves once it has caught up.

    Views that stand at the same place take in a page together, read once and committed once. One that fails rests, and
    holds up no other.
    """

    def __init__(self, shelf: Shelf, store: Store, *views: View) -> None:
        self._shelf, self._store, self._views = shelf, store, views
        self._patience = {view.name: Patience(f"{store.service}.{view.name}") for view in views}
        self.failed: dict[str, Exception] = {}
        """What befell each view that is in trouble."""

    def __call__(self) -> int:
        abreast = groupby(sorted(self._awake(), key=_place, reverse=True), key=_place)
        return sum(self._page(place, list(group)) for place, group in abreast)

    def _awake(self) -> Iterator[Followed]:
        known = self._shelf.known()
        for view in self._views:
            if not self._patience[view.name].rests:
                with self._bearing(view):
                    yield view, self._shelf.followed(view, known)

    def _page(self, place: int, group: Sequence[Followed]) -> int:
        page = self._store.read(place, PAGE)
        failed = self._shelf.take_page(group, page) if page else {}
        for view, generation in group:
            with self._bearing(view):
                if view.name in failed:
                    raise failed[view.name]
                if not page and not generation.serving:
                    self._shelf.serve(generation)
                self._patience[view.name].well()
                self.failed.pop(view.name, None)
        return len(page)

    @contextmanager
    def _bearing(self, view: View) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # noqa: BLE001  whatever befalls one view, the others go on
            self.failed[view.name] = error
            self._patience[view.name].failed(error)


def _place(followed: Followed) -> int:
    return followed[1].position


class BusStep:
    """Follow other services' topics into a view; the group's place is committed after the rows.

    With `into`, that generation is filled; else the one to follow is asked for at each step, for a rebuild swaps it.
    """

    def __init__(
        self,
        shelf: Shelf,
        bus: Bus,
        service: str,
        view: View,
        tracing: Tracing,
        *,
        into: Generation | None = None,
    ) -> None:
        self._shelf, self._bus, self._service, self._view, self._into = shelf, bus, service, view, into
        self._tracing = tracing
        self._subscribed: tuple[Generation, Subscription] | None = None

    def __call__(self, seconds: float = 0.5) -> int:
        generation = self._into or self._shelf.followed(self._view)
        subscription = self._subscription(generation)
        try:
            messages = subscription.poll(seconds)
            if messages:
                led_here = [
                    one.headers["ce_traceparent"] for one in messages if "ce_traceparent" in one.headers
                ]
                with self._tracing.span(
                    "process", after=led_here, view=self._view.name, records=len(messages)
                ):
                    self._shelf.take_messages(self._view, generation, messages)
                subscription.commit()
            elif not generation.serving and not self._into and subscription.behind() == 0:
                self._shelf.serve(generation)
        except Exception:
            self.close()  # begin again where the group last committed
            raise
        return len(messages)

    def is_behind(self) -> bool:
        """Whether there is, or may be, more to take in."""
        return self._subscribed is None or self._subscribed[1].behind() != 0

    def _subscription(self, generation: Generation) -> Subscription:
        if self._subscribed and self._subscribed[0].group != generation.group:
            self.close()
        if self._subscribed is None:
            group = f"{self._service}.{generation.group}"
            self._subscribed = (generation, self._bus.subscribe(self._view.topics, group))
        return self._subscribed[1]

    def close(self) -> None:
        subscribed, self._subscribed = self._subscribed, None
        if subscribed is not None:
            subscribed[1].close()
