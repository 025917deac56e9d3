"""Markers in every sealed field and every header are nowhere in what PostgreSQL, Kafka, logs and traces have kept."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import Any

import httpx2
import psycopg

from tests.faults import canary_diary
from tests.faults.canary import Canary
from tests.faults.canary_concerns import life_of_a_concern, unfit_concerns
from tests.faults.canary_drafts import life_of_a_draft, life_of_an_external_report, unfit_drafts
from tests.faults.canary_groups import life_of_a_group
from tests.faults.canary_keeping import life_of_a_keeping
from tests.faults.canary_partnership import life_of_a_partnership, unfit
from tests.faults.canary_records import lives_of_records
from tests.faults.canary_sessions import life_of_a_session
from tests.faults.refused import refusals
from tests.faults.searching import Searcher
from tests.production.processes import Production, production, wait_until
from tests.servers import Kafka, Postgres


def test_nothing_that_a_caller_typed_lies_in_the_open_on_servers(
    tmp_path: Path, postgres_server: Postgres, postgres_dsn: str, keys_dsn: str, houses_kafka: Kafka
) -> None:
    with production(tmp_path, postgres_dsn, keys_dsn, houses_kafka.bootstrap) as house:
        house.alongside("migrate", "--demo")
        house.start_all()
        canary = sung(house)
        everything_is_published(postgres_dsn)
        house.stop()
    with psycopg.connect(postgres_dsn, autocommit=True) as operator:
        operator.execute("CHECKPOINT")

    began, searcher = monotonic(), Searcher(canary.stem)
    found = [
        *searcher.find_in_postgres(postgres_dsn),
        *searcher.find_in_postgres(keys_dsn),
        *searcher.find_in_topics(houses_kafka.bootstrap),
        *searcher.find_in_folder(tmp_path),
        *searcher.find_in_folder(postgres_server.folder),
        *searcher.find_in_folder(houses_kafka.folder),
    ]
    assert not found, "\n".join(sorted(set(found))[:20])
    assert not canary.echoes, "\n".join(canary.echoes[:5])
    assert canary.markers > 1500
    print(
        f"\n{canary.markers} markers, {canary.refused} refused requests, {searcher.searched / 1e6:.0f} MB searched "
        f"in {monotonic() - began:.0f} s"
    )


def sung(house: Production) -> Canary:
    people: dict[str, dict[str, Any]] = {
        one["handle"]: one for one in json.loads(house.alongside("people", "--json"))
    }
    with ExitStack() as webs:
        known: dict[tuple[str, str], httpx2.Client] = {}

        def web(who: str, service: str) -> httpx2.Client:
            if (who, service) not in known:
                known[who, service] = webs.enter_context(house.as_(who, service))
            return known[who, service]

        agency = web("maya", "directory").get("/people/me").raise_for_status().json()["agency"]
        wait_until(lambda: len(heard(web("petra", "agreements").get("/agreements"))) > 1)
        canary = Canary(web, people, agency)
        canary.life_of_an_agreement()
        life_of_a_partnership(canary)
        canary.life_of_a_difficulty()
        canary.life_of_a_disconnect()
        lives_of_records(canary)
        life_of_a_session(canary)
        life_of_a_group(canary)
        canary.somebody_new()
        life_of_a_keeping(canary)
        life_of_a_draft(canary)
        life_of_an_external_report(canary)
        canary_diary.everything(canary)
        life_of_a_concern(canary)
        refusals(canary)
        unfit_drafts(canary)
        unfit_concerns(canary)
        unfit(canary)
    return canary


def heard(answer: httpx2.Response) -> Any:
    return answer.json() if answer.status_code == 200 else []


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
