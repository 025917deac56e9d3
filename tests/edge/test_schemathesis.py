"""Schemathesis reads the API's document as an integrator's tools do, and holds a house as it runs against it.

Whatever it sent, everybody there can go on reading.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx2
import pytest

from services.house.asking import ask
from services.house.demo.people import EVERYBODY
from shared.settings import Settings
from tests.running import Running, running

CONFIG: Final = """\
warnings = false
continue-on-failure = true

[generation]
deterministic = true
max-examples = 3
allow-x00 = false  # no text: answered 400 before anything is looked at

[checks]
# What no document can say: which of a body's fields go together, and which position or cursor this house gave.
positive_data_acceptance.expected-statuses = ["2xx", 401, 403, 404, 409, 410, 412, 422]
missing_required_header.expected-statuses = [401, 403, 404, 422, 428]
# A body or an id that is none may come with an If-Match that is stale.
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 409, 412, 415, 422, 428]

[phases.stateful]
enabled = false  # most acts here are by two, one after the other
"""
LISTED: Final = (
    "agreements",
    "agencies",
    "policy-sets",
    "sessions",
    "groups",
    "group-sessions",
    "diary",
    "goals",
)
"""Of these the one that whoever asks finds first is put into every address."""
PATIENCE: Final = 60
READ: Final = (200, 403, 404, 422)
"""The last where an address asks for more than who it is."""

WHO: Final = tuple(EVERYBODY) if os.environ.get("ALONGSIDE_SOAK") else ("maya",)
"""A worker; and in the long runs everybody, one after the other and in any order."""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("schemathesis") / "data", "--demo") as made:
        yield made


@pytest.fixture(scope="module")
def tokens(house: Running) -> dict[str, str]:
    """Each one's, from before anybody could be given another handle."""
    return {one: str(ask(Settings(data=house.data), "token", handle=one)) for one in EVERYBODY}


def read(house: Running, token: str, path: str) -> httpx2.Response:
    headers = {"Authorization": f"Bearer {token}"}
    return httpx2.get(f"{house.address}{path}", headers=headers, timeout=PATIENCE)


def there(house: Running, token: str) -> str:
    """Where to find what is there: otherwise nearly every address would answer that there is none."""
    told = []
    for name in LISTED:
        listed = read(house, token, f"/{name}").json()
        if listed:
            told += ["[[operations]]", f'include-path-regex = "^/{name}/{{id}}"']
            told += [f'parameters = {{ "path.id" = "{listed[0]["id"]}" }}']
    return "\n".join(told)


@pytest.mark.parametrize("handle", WHO)
def test_every_answer_is_one_that_the_document_tells_of(
    handle: str, house: Running, tokens: dict[str, str], tmp_path: Path
) -> None:
    token = tokens[handle]
    config = tmp_path / "schemathesis.toml"
    config.write_text(f"{CONFIG}\n{there(house, token)}\n", "utf-8")

    done = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"),
            f"--config-file={config}",
            "run",
            f"{house.address}/openapi.json",
            f"--header=Authorization: Bearer {token}",
            "--no-color",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    assert "unhandled" not in "".join(house.said)
    for one, token in tokens.items():
        me = read(house, token, "/people/me")
        assert me.status_code == 200, (one, me.text)
        for path in own(house, me.json()["id"]):
            answer = read(house, token, path)
            assert answer.status_code in READ, (one, path, answer.text)


def own(house: Running, person: str) -> list[str]:
    """Every list, and whatever is there of whoever asks."""
    document: dict[str, Any] = httpx2.get(f"{house.address}/openapi.json").json()["paths"]
    read = [
        path.replace("/people/{id}", f"/people/{person}") for path, acts in document.items() if "get" in acts
    ]
    return [path for path in read if "{" not in path]
