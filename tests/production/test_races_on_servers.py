"""Two people who act at once, on PostgreSQL: the same rounds, the same laws (A3)."""

from pathlib import Path

from tests.agreements.racing import DONE, PARTIES, REFUSED, breaches, race, unaccounted
from tests.production.houses import on_servers
from tests.servers import Kafka

ROUNDS = 8


def test_whatever_two_people_do_at_once_on_postgresql_every_law_holds_A3(
    tmp_path: Path, postgres_dsn: str, keys_dsn: str, houses_kafka: Kafka
) -> None:
    with on_servers(tmp_path, postgres_dsn, keys_dsn, houses_kafka.bootstrap) as made:
        parties = frozenset(made.demo.people[handle] for handle in PARTIES)
        for seed in range(ROUNDS):
            records, racers = race(made.house, made.demo, made.as_, seed)
            told = [one for racer in racers for one in racer.acknowledged]
            assert {status for racer in racers for status in racer.statuses} <= DONE | REFUSED
            assert breaches([one.fact for one in records], parties) == []
            assert unaccounted(records, told) == []
