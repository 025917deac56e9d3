"""`python -m tests.servers --check`: which servers the tests can have here; fetches the broker's jars."""

import argparse

from tests.servers.browser import requirements as browser_requirements
from tests.servers.kafka import jars
from tests.servers.kafka import requirements as kafka_requirements
from tests.servers.postgres import requirements as postgres_requirements
from tests.servers.process import Unavailable, run


def main() -> int:
    """Always 0: without a server the other tests still run, and the run says itself what it could not."""
    parser = argparse.ArgumentParser(prog="python -m tests.servers", description=__doc__)
    parser.add_argument("--check", action="store_true", required=True, help="start nothing")
    parser.parse_args()
    for name, look in (
        ("Apache Kafka", _kafka),
        ("PostgreSQL", _postgres),
        ("Chromium", browser_requirements),
    ):
        try:
            print(f"{name}: {look()}")
        except Unavailable as reason:
            print(f"{name}: NOT HERE: {reason}")
    return 0


def _kafka() -> str:
    java, libs = kafka_requirements()
    run([java, "-version"])
    return f"{jars.version(libs)}, its jars are in place"


def _postgres() -> str:
    _, postgres = postgres_requirements()
    return run([postgres, "--version"]).strip()


if __name__ == "__main__":
    raise SystemExit(main())
