"""Somebody is told that something waits, and nothing more; whatever becomes of the e-mail, nothing is recorded of it (C2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

import pytest
import structlog

from services.directory.mail import SUBJECT, TEXT, MailServer
from services.directory.telling import Teller
from shared.identity import PersonId
from tests.edge.given import places
from tests.edge.test_accounting import unwrapped
from tests.faults.test_custody_away import CustodyAway
from tests.house import Household, household
from tests.servers.smtp import MailBox, smtp, vouched_for

ROOT: Final = Path(__file__).parents[2]
OWN: Final = "maya@elsewhere.example"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.directory.mail.PAUSE", 0.01)


@pytest.fixture
def box() -> Iterator[MailBox]:
    with smtp() as made:
        yield made


def teller(home: Household, box: MailBox, scheme: str = "smtp", user: str = "") -> Teller:
    server = MailServer.at(f"{scheme}://{user}127.0.0.1:{box.port}", "house@alongside.example")
    return Teller(home.house.rooms["directory"].store, server)


def maya(home: Household) -> PersonId:
    return PersonId(UUID(home.person("maya")))


def contact(home: Household, private_contact: str | None) -> None:
    path = f"/people/{home.person('maya')}"
    tomasz = home.as_("tomasz")
    seen = tomasz.get(path)
    details = {name: value for name, value in seen.json()["details"].items() if value is not None}
    told = details | ({"private_contact": private_contact} if private_contact else {})
    answer = tomasz.put(f"{path}/details", json={"details": told}, headers={"If-Match": seen.headers["ETag"]})
    assert answer.status_code == 204, answer.text


def test_the_mail_says_that_something_waits_and_nothing_else_C2(shared_home: Household, box: MailBox) -> None:
    work = shared_home.as_("maya").get("/people/me").json()["details"]["work_email"]

    assert teller(shared_home, box)(maya(shared_home), False) == "sent"

    [mail] = box.mails
    assert mail.get_content().replace("\r\n", "\n") == TEXT
    assert (mail["From"], mail["To"], mail["Subject"]) == ("house@alongside.example", work, SUBJECT)
    assert set(mail.keys()) - {"Content-Type", "Content-Transfer-Encoding", "MIME-Version"} == {
        *("From", "To", "Subject", "Date", "Auto-Submitted", "Message-ID"),
    }
    assert not re.search(r"concern|ground|supervis|notice|http|maya", TEXT + SUBJECT, re.IGNORECASE)


def test_a_leaver_is_told_at_a_contact_that_is_not_the_employers_C2(home: Household, box: MailBox) -> None:
    contact(home, OWN)

    assert teller(home, box)(maya(home), True) == "sent"
    assert box.mails[0]["To"] == OWN


def test_nothing_is_recorded_and_nobody_is_opened_to_anybody_C2(
    home: Household, box: MailBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, used = places(home), unwrapped(home, monkeypatch, "directory")

    with structlog.testing.capture_logs() as lines:
        teller(home, box)(maya(home), False)

    assert used == [f"pk:{home.person('maya')}"]
    assert places(home) == before
    assert lines == []


@pytest.mark.parametrize(
    "told", [None, "+44 20 7946 0000", "the café on the corner", "a@b\r\nBcc: c@d.example"]
)
def test_whose_contact_is_no_e_mail_address_is_not_told_by_e_mail_C2(
    told: str | None, home: Household, box: MailBox
) -> None:
    contact(home, told)

    assert teller(home, box)(maya(home), True) == "no-address"
    assert (box.mails, box.connections) == ([], 0)


def test_nor_is_somebody_whom_nobody_knows_or_who_was_erased_C2(home: Household, box: MailBox) -> None:
    home.house.rooms["directory"].keys.destroy(f"pk:{home.person('maya')}")

    for person in (maya(home), PersonId(uuid4())):
        assert teller(home, box)(person, False) == "no-address"


def test_a_server_that_is_away_is_asked_twice_and_no_more_C2(home: Household, box: MailBox) -> None:
    box.refuses = lambda command, _: "421 later" if command == "MAIL" else None

    with structlog.testing.capture_logs() as lines:
        assert teller(home, box)(maya(home), False) == "not-sent"

    assert box.connections == 2
    assert lines == [{"trouble": "SMTPSenderRefused", "event": "mail not taken", "log_level": "warning"}]


def test_a_server_that_is_not_there_raises_nothing_C2(home: Household) -> None:
    with smtp() as gone:
        pass

    assert teller(home, gone)(maya(home), False) == "not-sent"
    assert Teller(home.house.rooms["directory"].store, None)(maya(home), False) == "not-sent"


def test_what_was_a_matter_of_a_moment_is_tried_again_C2(home: Household, box: MailBox) -> None:
    box.refuses = lambda command, number: "451 later" if (command, number) == ("DATA", 1) else None

    assert teller(home, box)(maya(home), False) == "sent"
    assert (len(box.mails), box.connections) == (1, 2)


def test_an_address_that_the_server_does_not_know_is_not_tried_again_C2(
    home: Household, box: MailBox
) -> None:
    box.refuses = lambda command, _: "550 nobody" if command == "RCPT" else None

    assert teller(home, box)(maya(home), False) == "not-sent"
    assert box.connections == 1


def test_where_keys_are_out_of_reach_nobody_is_told_and_nothing_breaks_C2(
    home: Household, box: MailBox
) -> None:
    keys: Any = home.house.rooms["directory"].keys
    keys._custody = CustodyAway(keys._custody)

    assert teller(home, box)(maya(home), False) == "not-sent"


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
@pytest.mark.parametrize("trusted", [True, False], ids=["trusted", "not trusted"])
def test_over_tls_it_goes_to_a_server_that_is_vouched_for_alone_C1(
    scheme: str, trusted: bool, home: Household, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, certificate = vouched_for(tmp_path)
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    with smtp(tls=context, implicit=scheme == "smtps") as box:
        told = teller(home, box, scheme, "house:pass%20word@")(maya(home), False)

    assert told == ("sent" if trusted else "not-sent")
    assert len(box.mails) == int(trusted)
    assert any(line.startswith("AUTH PLAIN") for line in box.envelopes) is trusted


def test_what_opens_without_an_entry_is_used_to_reach_people_and_for_nothing_else_C1() -> None:
    used = {
        str(path.relative_to(ROOT))
        for folder in ("services", "shared")
        for path in (ROOT / folder).rglob("*.py")
        if "unsealed_for_the_house" in path.read_text("utf-8")
    }

    assert used == {"shared/access/opening.py", "services/directory/telling.py"}


def test_in_one_process_every_service_has_the_directory_tell_C2(tmp_path: Path, box: MailBox) -> None:
    told: dict[str, Any] = {"smtp": f"smtp://127.0.0.1:{box.port}", "smtp_sender": "house@alongside.example"}

    with household(tmp_path / "house", **told) as home:
        desks = [desk for room in home.house.rooms.values() for desk in room.desks.values()]
        assert {desk.tell(maya(home), False) for desk in desks} == {"sent"}
        assert home.client(None).post("/internal/tellings", json={}).status_code == 404

    assert len(box.mails) == len(desks)
