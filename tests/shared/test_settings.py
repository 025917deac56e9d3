"""Every combination that would leave a door open refuses to start, in a sentence that says what to do."""

import os
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from shared.settings import Settings

EVENTS, KEYS = "postgresql://events.example/events", "postgresql://keys.example/keys"
ISSUER, KAFKA = "https://issuer.example", "broker.example:9092"


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of whoever runs the tests enters."""
    for name in list(os.environ):
        if name.startswith("ALONGSIDE_"):
            monkeypatch.delenv(name)


def why(**told: Any) -> str:
    with pytest.raises(ValidationError) as refusal:
        Settings(**told)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"profile": "standard"}, "only the dev profile"),
        ({"profile": "production"}, "only the dev profile"),
        ({"database": EVENTS, "keys": KEYS}, "works on SQLite only"),
        ({"database": EVENTS}, "works on SQLite only"),
        ({"keys": KEYS}, "works on SQLite only"),
        ({"kafka": KAFKA}, "on one machine only"),
        ({"host": "0.0.0.0"}, "loopback"),
        ({"host": "::"}, "loopback"),
        ({"host": "192.0.2.7"}, "loopback"),
        ({"host": "house.example"}, "loopback"),
        ({"host": "localhost.example"}, "loopback"),
        ({"host": ""}, "loopback"),
        ({"host": "127.0.0.1.example"}, "loopback"),
        ({"profile": "standard", "issuer": ISSUER, "database": EVENTS}, "together"),
        ({"key_backups_days": 10**9}, "less than or equal to 3650"),
        ({"smtp": "smtp://mail.example"}, "ALONGSIDE_SMTP_SENDER together"),
        ({"smtp_sender": "house@alongside.example"}, "ALONGSIDE_SMTP_SENDER together"),
        *(
            ({"smtp": address, "smtp_sender": "house@alongside.example"}, "sends no password in the open")
            for address in (
                "mail.example",
                "http://mail.example",
                "smtp://",
                "smtp://h:x",
                "smtp://a:b@mail.example",
            )
        ),
        ({"profile": "standard", "issuer": ISSUER, "keys": KEYS}, "together"),
        ({"profile": "dev", "issuer": ISSUER, "database": EVENTS}, "together"),
        ({"profile": "production", "issuer": ISSUER}, "needs ALONGSIDE_DATABASE"),
        ({"profile": "production", "issuer": ISSUER, "kafka": KAFKA}, "needs ALONGSIDE_DATABASE"),
        (
            {"profile": "production", "issuer": ISSUER, "database": EVENTS, "keys": KEYS},
            "needs ALONGSIDE_KAFKA",
        ),
        (
            {"profile": "production", "issuer": ISSUER, "database": EVENTS, "keys": KEYS, "kafka": KAFKA},
            "refuses custody of keys in a file",
        ),
        (
            {"profile": "production", "issuer": ISSUER, "database": EVENTS, "keys": EVENTS, "kafka": KAFKA},
            "production refuses",
        ),
        ({"profile": "test"}, "profile"),
        ({"port": 65536}, "port"),
        ({"port": -1}, "port"),
        ({"trace_ratio": 1.5}, "trace_ratio"),
        ({"issuers": ISSUER}, "issuers"),
    ],
)
def test_a_forbidden_combination_refuses_to_start(told: dict[str, Any], sentence: str) -> None:
    assert sentence in why(**told)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"host": "127.0.0.1"},
        {"host": "127.8.9.1"},
        {"host": "::1"},
        {"host": "localhost"},
        {"port": 0},
        {"issuer": ISSUER},
        {"issuer": ISSUER, "host": "0.0.0.0"},
        {"profile": "standard", "issuer": ISSUER},
        {"profile": "standard", "issuer": ISSUER, "kafka": KAFKA},
        {"profile": "standard", "issuer": ISSUER, "database": EVENTS, "keys": KEYS, "kafka": KAFKA},
    ],
)
def test_what_is_no_open_door_starts(told: dict[str, Any]) -> None:
    assert Settings(**told).development_issuer is ("issuer" not in told)


SPACE = list(
    product(
        ["dev", "standard", "production"],
        ["127.0.0.1", "0.0.0.0"],
        ["", EVENTS],
        ["", KEYS],
        ["", KAFKA],
        ["", ISSUER],
    )
)


def test_over_the_whole_space_the_development_issuer_means_sqlite_and_loopback_and_dev() -> None:
    started = []
    for profile, host, database, keys, kafka, issuer in SPACE:
        told: dict[str, Any] = {"profile": profile, "host": host, "database": database}
        try:
            started.append(Settings(**told, keys=keys, kafka=kafka, issuer=issuer))
        except ValidationError:
            continue

    own = [one for one in started if one.development_issuer]
    assert len(SPACE) == 96
    assert [(one.profile, one.host, one.database, one.keys, one.kafka) for one in own] == [
        ("dev", "127.0.0.1", "", "", "")
    ]
    assert all(bool(one.database) == bool(one.keys) for one in started)
    assert not any(one.profile == "production" for one in started)


def test_the_environment_cannot_open_a_door_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALONGSIDE_HOST", "0.0.0.0")

    assert "loopback" in why()


def test_a_refusal_does_not_show_an_address_with_its_password() -> None:
    assert "MARKER" not in why(database="postgresql://events:MARKER@events.example/events")


def test_secrets_lie_in_the_data_folder_unless_told_otherwise() -> None:
    usual, told = Settings(), Settings(custody=Path("root.json"), link_secret_file=Path("secret"))

    assert (usual.custody_file, usual.link_file) == (Path("data/custody.json"), Path("data/link"))
    assert (told.custody_file, told.link_file) == (Path("root.json"), Path("secret"))


@pytest.mark.parametrize(
    ("host", "port", "address"),
    [
        ("127.0.0.1", None, "http://127.0.0.1:8400"),
        ("localhost", 8401, "http://localhost:8401"),
        ("::1", 8401, "http://[::1]:8401"),
    ],
)
def test_where_it_answers_is_an_address_that_can_be_opened(host: str, port: int | None, address: str) -> None:
    assert Settings(host=host).address(port) == address
