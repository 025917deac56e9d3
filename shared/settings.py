"""Everything a house is told from outside, read once in the composition root; a missing secret stops the start."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

Profile = Literal["dev", "standard", "production"]


class Settings(BaseSettings):
    """Environment variables `ALONGSIDE_…`, or the command line's options."""

    model_config = SettingsConfigDict(env_prefix="ALONGSIDE_", extra="forbid", hide_input_in_errors=True)

    profile: Profile = Field(
        "dev", description="dev (development issuer), standard (a small centre), production"
    )
    data: Path = Field(
        Path("data"), description="folder of a house on one machine: databases, keys, socket, lock"
    )
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8400, ge=0, le=65535, description="port to listen on; 0 takes a free one")
    database: str = Field(
        "", description="PostgreSQL address of events and views; empty: SQLite files in `data`"
    )
    keys: str = Field("", description="PostgreSQL address of wrapped keys; empty: SQLite files in `data`")
    kafka: str = Field("", description="Kafka bootstrap servers; empty: the bus in this process")
    issuer: str = Field("", description="OIDC issuer whose tokens are taken; empty: the development issuer")
    jwks_url: str = Field("", description="where the issuer's keys are; empty: asked of the issuer")
    audience: str = Field("alongside", description="the `aud` that a token must be meant for")
    custody: Path | None = Field(
        None, description="file of the root of keys (0600); empty: `data`/custody.json"
    )
    link_secret_file: Path | None = Field(
        None, description="file of the secret under which sign-ins are linked; empty: `data`/link"
    )
    erased: Path | None = Field(
        None,
        description="list of erased keys, best kept with the backups of keys; empty: erased.jsonl beside the root of keys",
    )
    key_backups_days: int = Field(
        35,
        ge=0,
        le=3650,
        description="days after which no backup of keys is kept: what was erased is gone for good by then",
    )
    smtp: str = Field(
        "",
        description="mail server that says by e-mail that something waits: smtp://, smtp+starttls:// or smtps://, with user and password where it wants them; empty: no e-mail",
    )
    smtp_sender: str = Field("", description="address that such e-mail comes from")
    directory: str = Field(
        "", description="address of the directory's API, for services that run apart from it"
    )
    traces: Path | None = Field(
        None, description="file that spans are written to, one JSON each; empty: none"
    )
    trace_ratio: float = Field(1.0, ge=0, le=1, description="share of requests that are traced")

    @property
    def on_one_machine(self) -> bool:
        """SQLite and the bus in process: the default, and a real deployment for a small centre."""
        return not self.database

    def address(self, port: int | None = None) -> str:
        """Where a house answers that listens there; `port` where it took a free one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{port or self.port}"

    @property
    def socket(self) -> Path:
        """Where the operator of a running house is heard."""
        return self.data / "control.sock"

    @property
    def custody_file(self) -> Path:
        return self.custody or self.data / "custody.json"

    @property
    def link_file(self) -> Path:
        return self.link_secret_file or self.data / "link"

    @property
    def erased_file(self) -> Path:
        return self.erased or self.custody_file.with_name("erased.jsonl")

    @property
    def development_issuer(self) -> bool:
        return not self.issuer

    @model_validator(mode="after")
    def _forbidden(self) -> Self:
        """Every combination that would leave a door open refuses to start (security: no development identity elsewhere)."""
        if self.development_issuer:
            self._refuse(
                self.profile != "dev", "no issuer is set, and only the dev profile may make its own tokens"
            )
            self._refuse(
                bool(self.database or self.keys),
                "the development issuer works on SQLite only; set ALONGSIDE_ISSUER",
            )
            self._refuse(
                bool(self.kafka), "the development issuer works on one machine only; set ALONGSIDE_ISSUER"
            )
            self._refuse(
                not _is_loopback(self.host),
                "the development issuer listens on a loopback address only; set ALONGSIDE_ISSUER",
            )
        self._refuse(
            bool(self.smtp) != bool(self.smtp_sender), "set ALONGSIDE_SMTP and ALONGSIDE_SMTP_SENDER together"
        )
        self._refuse(
            bool(self.smtp) and not _is_mail_server(self.smtp),
            "ALONGSIDE_SMTP is smtp://host:port, smtp+starttls://… or smtps://…, and sends no password in the open",
        )
        self._refuse(
            self.profile == "production" and not self.database,
            "production needs ALONGSIDE_DATABASE (PostgreSQL)",
        )
        self._refuse(self.profile == "production" and not self.kafka, "production needs ALONGSIDE_KAFKA")
        self._refuse(
            self.profile == "production" and _same_cluster(self.keys, self.database),
            "production refuses keys on the cluster of the events",
        )
        self._refuse(
            bool(self.database) != bool(self.keys), "set ALONGSIDE_DATABASE and ALONGSIDE_KEYS together"
        )
        self._refuse(
            self.profile == "production",
            "production refuses custody of keys in a file, and this version knows no other custody; use the standard profile",
        )
        return self

    def _refuse(self, when: bool, why: str) -> None:
        if when:
            raise ValueError(why)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_mail_server(address: str) -> bool:
    try:
        told = urlsplit(address)
        known = told.scheme in ("smtp", "smtp+starttls", "smtps") and bool(told.hostname) and told.port != 0
    except ValueError:
        return False
    return known and (told.scheme != "smtp" or not told.username)


def _same_cluster(one: str, other: str) -> bool:
    a, b = urlsplit(one), urlsplit(other)
    return bool(one) and (a.hostname, a.port or 5432) == (b.hostname, b.port or 5432)
