"""A small centre: one machine, SQLite, people who sign in at an OIDC issuer; no demo, no development issuer."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from services.house.asking import ask
from services.house.said import Said
from shared.settings import Settings
from tests.production.processes import CHECKOUT
from tests.running import Running, running

OFFICER, OTHER, STRANGER = "4f0c7f1e-officer", "4f0c7f1e-other", "4f0c7f1e-stranger"
AGENCY = "Harbour Lane Mental Health"


@dataclass
class IssuerProcess:
    """An issuer of its own process: what a house knows of it came over HTTP."""

    process: subprocess.Popen[str]
    address: str

    def token(self, subject: str) -> str:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{subject}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@pytest.fixture(scope="module")
def issuer() -> Iterator[IssuerProcess]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.production.issuer"],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:  # its input is closed at the end, and then it ends
        assert process.stdout
        yield IssuerProcess(process, process.stdout.readline().strip())


@contextmanager
def centre(data: Path, issuer: IssuerProcess) -> Iterator[Running]:
    with running(
        data,
        ALONGSIDE_PROFILE="standard",
        ALONGSIDE_ISSUER=issuer.address,
        PYTHONPATH=os.fspath(CHECKOUT),
    ) as made:
        yield made


def get(house: Running, token: str | None, path: str = "/people/me") -> httpx2.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx2.get(f"{house.address}{path}", headers=headers, trust_env=False)


def add(house: Running, handle: str, **told: str) -> Any:
    plain = {"role": "privacy_officer", "issuer": "", "time_zone": "America/Toronto", "locale": "en-CA"}
    return ask(
        Settings(data=house.data),
        "people_add",
        handle=handle,
        agency=AGENCY,
        **{"subject": "", **plain, **told},
    )


def test_the_first_officers_sign_in_at_the_issuer_and_add_the_others(
    tmp_path: Path, issuer: IssuerProcess
) -> None:
    with centre(tmp_path / "house", issuer) as house:
        assert not any("demo" in line for line in house.said)
        assert any("--subject" in line for line in house.said), "what is told to try is what works here"
        assert get(house, None).status_code == 401
        assert get(house, issuer.token(OFFICER)).json()["type"].endswith("not-linked")

        officer = add(house, "rowan", name="Rowan Ashdown", subject=OFFICER)
        other = add(house, "ines", name="Ines Barroso", subject=OTHER)

        me = get(house, issuer.token(OFFICER)).json()
        assert (me["id"], me["name"]) == (officer["person"], "Rowan Ashdown")
        assert me["roles"] == [{"agency": officer["agency"], "role": "privacy_officer"}]
        assert get(house, issuer.token(OTHER)).json()["id"] == other["person"]
        assert get(house, issuer.token(STRANGER)).status_code == 403

        told = {"agency": officer["agency"], "details": {"name": "Maya Winter", "handle": "maya"}}
        headers = {"Authorization": f"Bearer {issuer.token(OFFICER)}"}
        added = httpx2.post(f"{house.address}/people", json=told, headers=headers, trust_env=False)
        assert added.status_code == 201, added.text

    with centre(tmp_path / "house", issuer) as again:
        assert get(again, issuer.token(OFFICER)).json()["id"] == officer["person"]


def test_an_officer_is_made_with_the_sign_in_they_have_at_the_issuer_or_not_at_all(
    tmp_path: Path, issuer: IssuerProcess
) -> None:
    with centre(tmp_path / "house", issuer) as house:
        with pytest.raises(Said, match=r"--subject.* at http://127"):
            add(house, "rowan", name="Rowan Ashdown")
        add(house, "rowan", name="Rowan Ashdown", subject=OFFICER)
        with pytest.raises(Said, match="issuer"):
            ask(Settings(data=house.data), "token", handle="rowan")


def test_data_of_one_issuer_is_not_opened_by_the_development_issuer(
    tmp_path: Path, issuer: IssuerProcess
) -> None:
    with centre(tmp_path / "house", issuer):
        pass
    with (
        pytest.raises(AssertionError, match="Set ALONGSIDE_ISSUER"),
        running(tmp_path / "house", PYTHONPATH=os.fspath(CHECKOUT)),
    ):
        pass
