"""Two people who act at once, on PostgreSQL: the same rounds, the same laws (A3, C2)."""

from collections import Counter
from pathlib import Path

from services.house.building import House
from services.house.operator import Operator
from tests.agreements.racing import DONE, PARTIES, REFUSED, breaches, race, unaccounted
from tests.clocks import BorneOut
from tests.edge.concern_races import AGAINST_CONSULTING, raced
from tests.edge.test_first_officers import REFUSED as REFUSED_OFFICER
from tests.edge.test_first_officers import add_at_once, officers_by_agency
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


def test_of_two_steps_of_a_concern_that_exclude_one_another_exactly_one_is_taken_on_postgresql_C2(
    tmp_path: Path, postgres_dsn: str, keys_dsn: str, houses_kafka: Kafka
) -> None:
    with on_servers(tmp_path, postgres_dsn, keys_dsn, houses_kafka.bootstrap) as made:
        for log in (log for room in made.house.rooms.values() for log in room.logs):
            log.store.other_clock = BorneOut(log.store.tables, made.clock())
        taken = {
            step: Counter(raced(made, made.as_, step, at / 100) for at in range(ROUNDS))
            for step in AGAINST_CONSULTING
        }
    assert [one.total() for one in taken.values()] == [ROUNDS] * len(AGAINST_CONSULTING)
    print(f"\n{ {step: dict(one) for step, one in taken.items()} }")


def test_six_at_once_in_two_processes_make_one_agency_with_two_officers_D4(
    tmp_path: Path, postgres_dsn: str, keys_dsn: str, houses_kafka: Kafka
) -> None:
    with on_servers(tmp_path, postgres_dsn, keys_dsn, houses_kafka.bootstrap) as made:
        other = House(made.house.settings, only=["directory"], now=made.clock)  # as another process has it
        try:
            operators = [Operator(made.house), Operator(other)]
            for name in (f"Hilltop {at}" for at in range(ROUNDS)):
                handles = [f"{handle} {name}" for handle in ("one", "two", "three", "four", "five", "six")]
                assert add_at_once(operators, name, *handles).count(REFUSED_OFFICER) == 4
                assert officers_by_agency(made.house, name) == [2]
        finally:
            other.close()
