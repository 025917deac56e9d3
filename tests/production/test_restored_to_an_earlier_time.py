"""PostgreSQL put back to an earlier time beside topics that know more: the way that docs/operating.md tells is gone here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import psycopg
import pytest

from services.house.building import House
from tests.production.processes import CHECKOUT, Production, production, wait_until
from tests.production.test_separate_processes import answered, drafted, whoever_is_there
from tests.servers import Kafka, Postgres
from tests.servers.kafka import admin

MANUAL = (CHECKOUT / "docs" / "operating.md").read_text()


def test_earlier_databases_and_the_newest_list_make_a_house_that_agrees_with_itself(
    tmp_path: Path,
    postgres_server: Postgres,
    postgres_dsn: str,
    keys_dsn: str,
    houses_kafka: Kafka,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with production(tmp_path, postgres_dsn, keys_dsn, houses_kafka.bootstrap) as house:
        house.alongside("migrate", "--demo")
        house.start_all()
        people = whoever_is_there(house)
        with house.as_("maya") as maya:
            wait_until(lambda: answered(maya.get("/agreements")))
            erased = drafted(maya, people)
        kept = overseen(house, erased)
        house.stop()
        copies = [copied(postgres_server, dsn) for dsn in (postgres_dsn, keys_dsn)]

        house.start_all()
        with house.as_("maya") as maya:
            wait_until(lambda: answered(maya.get(erased)))
            lost = drafted(maya, people)
            wait_until(lambda: lost.rpartition("/")[2] in str(answered(maya.get("/agreements"))))
        house.stop()
        destroy(house, f"rk:{erased.rpartition('/')[2]}")

        events, keys = copies
        forget_what_was_published(events, houses_kafka)
        house._environment |= {"ALONGSIDE_DATABASE": events, "ALONGSIDE_KEYS": keys}
        assert "Everything is there." in house.alongside("migrate")
        house.start_all()

        assert overseen(house, erased) == kept
        with house.as_("maya") as maya:
            assert maya.get(lost).status_code == 404, "it came later"
            assert maya.get(f"{erased}/terms").status_code == 410, (
                "its key came back with the database, and went again"
            )
            sealed_anew = drafted(maya, people)
            assert maya.get(f"{sealed_anew}/terms").status_code == 200
        house.stop()
        for copy in copies:
            postgres_server.drop_database(copy)


def overseen(house: Production, place: str) -> list[Any]:
    """What the line manager sees, by what the directory says of her: it came over the bus."""
    with house.as_("petra") as petra:
        wait_until(lambda: place.rpartition("/")[2] in str(answered(petra.get("/agreements"))))
        return [one["id"] for one in petra.get("/agreements").json()]


def copied(server: Postgres, dsn: str) -> str:
    made = server.new_database()
    server.drop_database(made)
    with psycopg.connect(server.dsn("postgres"), autocommit=True) as connection:
        names = (address.rpartition("/")[2] for address in (made, dsn))
        connection.execute("CREATE DATABASE {} TEMPLATE {}".format(*names))
    return made


def destroy(house: Production, key_id: str) -> None:
    """As an erasure does, in whatever process."""
    opened = House(house.settings, ["agreements"])
    opened.rooms["agreements"].keys.destroy(key_id)
    opened.close()


def forget_what_was_published(events: str, kafka: Kafka) -> None:
    """Word for word as the manual says."""
    (statements,) = re.findall(r"```sql\n(.*?)```", MANUAL, re.DOTALL)
    with psycopg.connect(events, autocommit=True) as connection:
        for statement in statements.split(";"):
            if statement.strip():
                connection.execute(statement)
    with admin(kafka.bootstrap) as client:
        topics = [topic for topic in client.list_topics() if topic.startswith("alongside.")]
        client.delete_topics(topics)
        wait_until(lambda: not {one for one in client.list_topics() if one.startswith("alongside.")})
