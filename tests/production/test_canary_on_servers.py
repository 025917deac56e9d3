"""Markers in every sealed field and every header are nowhere in what PostgreSQL, Kafka, logs and traces have kept; nor are keys of what was erased."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import Any

import httpx2
import psycopg
import pytest

from services.house.building import House
from services.house.demo import Demo
from services.house.manifest import TOPICS
from shared.keys import traces
from shared.store import utc_now
from tests.faults.canary import Canary, Web
from tests.faults.canary_erasing import Erasing
from tests.faults.canary_song import sing
from tests.faults.loot import Loot, in_topics
from tests.faults.searching import Searcher
from tests.faults.thief import Thief
from tests.production.processes import Production, production, wait_until
from tests.servers import Kafka, Postgres
from tests.servers.postgres import LOG_OF_WRITES


def test_nothing_that_a_caller_typed_lies_in_the_open_on_servers(
    tmp_path: Path,
    postgres_server: Postgres,
    postgres_dsn: str,
    keys_dsn: str,
    houses_kafka: Kafka,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folders = (tmp_path, postgres_server.folder, houses_kafka.folder)
    with production(tmp_path, postgres_dsn, keys_dsn, houses_kafka.bootstrap) as house:
        people = filled(house)
        house.start_all()
        loot = Loot(house.settings, *folders)
        with webs_of(house) as web:
            canary = sung(web, people)
            erasing = Erasing(canary, Thief(loot))
            erasing.everything()
        everything_is_published(postgres_dsn)
        house.stop()

    began, searcher = monotonic(), Searcher(canary.stem)
    found = searcher.find_in_rows(chain(loot.rows(), in_topics(houses_kafka.bootstrap)))
    for folder in folders:
        found += searcher.find_in_folder(folder)
    assert not found, "\n".join(sorted(set(found))[:20])
    assert not canary.echoes, "\n".join(canary.echoes[:5])
    assert canary.markers > 1500

    log_of_writes = postgres_server.folder / "data" / LOG_OF_WRITES
    assert erasing.asked <= erasing.gone().keys()
    assert erasing.lies_about(log_of_writes), "as docs/operating.md says"
    assert erasing.still_opens(), "to whoever has that and the root of keys"
    an_hour_later(house, monkeypatch)
    keys, opens = erasing.lies_about(*folders), erasing.still_opens()
    assert len(erasing.lost()) > 50
    assert not keys, f"keys that were destroyed lie about: {sorted(keys)}"
    assert not opens, f"what was erased opens under {sorted(opens)}"
    assert erasing.opens_as_before(), "what was not erased"
    print(
        f"\n{canary.markers} markers, {canary.refused} refused requests, {searcher.searched / 1e6:.0f} MB searched; "
        f"{len(erasing.gone())} keys destroyed, {len(erasing.lost())} markers with them; {monotonic() - began:.0f} s"
    )


def filled(house: Production) -> dict[str, dict[str, Any]]:
    """As `migrate --demo` does, without the year."""
    made = House(house.settings, create=True)
    made.bus.create_topics(TOPICS)
    demo = Demo(made, utc_now())
    demo.fill()
    made.close()
    placed = {handle: [{"id": str(id)}] for handle, id in demo.placements.items()}
    return {
        handle: {"id": str(id), "placements": placed.get(handle, [])} for handle, id in demo.people.items()
    }


@contextmanager
def webs_of(house: Production) -> Iterator[Web]:
    with ExitStack() as webs:
        known: dict[tuple[str, str], httpx2.Client] = {}

        def web(who: str, service: str) -> httpx2.Client:
            if (who, service) not in known:
                known[who, service] = webs.enter_context(house.as_(who, service))
            return known[who, service]

        yield web


def sung(web: Web, people: dict[str, dict[str, Any]]) -> Canary:
    agency = web("maya", "directory").get("/people/me").raise_for_status().json()["agency"]
    wait_until(lambda: len(heard(web("petra", "agreements").get("/agreements"))) > 1)
    canary = Canary(web, people, agency)
    sing(canary)
    return canary


def heard(answer: httpx2.Response) -> Any:
    return answer.json() if answer.status_code == 200 else []


def an_hour_later(house: Production, monkeypatch: pytest.MonkeyPatch) -> None:
    """What each worker does when it has run for so long."""
    monkeypatch.setattr(traces, "FIRST_SECONDS", 0.0)
    opened = House(house.settings)
    for room in opened.rooms.values():
        room.keys.leave_no_trace()
    opened.close()


def everything_is_published(dsn: str) -> None:
    with psycopg.connect(dsn, autocommit=True) as log:

        def published() -> bool:
            return all(
                log.execute(
                    f"SELECT (SELECT MAX(notification_id) FROM {service}.stored_events) <= "
                    f"(SELECT MAX(position) FROM {service}.bookmarks)"
                ).fetchone()
                == (True,)
                for service in (
                    "agreements",
                    "agreements_restricted",
                    "directory",
                    "sessions",
                    "sessions_restricted",
                )
            )

        wait_until(published)
