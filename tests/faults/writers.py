"""People who write agreements, and difficulties with them, over HTTP while their house is killed, and remember what they were answered."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from threading import Event
from typing import Any
from uuid import uuid4

import httpx2

from services.agreements.events import Limit

TIMEOUT = 20.0
Headers = dict[str, str]


@dataclass
class Sent:
    """A command, and the version it left behind as it was answered; None while nobody answered."""

    method: str
    path: str
    body: dict[str, Any]
    headers: Headers
    version: int | None = None
    location: str | None = None
    tries: int = 0


@dataclass
class Written:
    """One agreement, or difficulty, as its writer knows it."""

    id: str
    version: int
    done: bool = False
    """Signed, or taken back: nothing follows on that."""


@dataclass
class Writer:
    """Drafts, revises and signs as Maya, and raises difficulties; one command after another."""

    dice: random.Random
    people: dict[str, dict[str, Any]]
    mine: list[Written] = field(default_factory=list)
    heard: list[Written] = field(default_factory=list)
    """Her difficulties: what stands in the restricted log."""
    acknowledged: list[Sent] = field(default_factory=list)
    open: Sent | None = None
    """A command that nobody answered yet: in flight, or cut off."""
    surprises: list[str] = field(default_factory=list)

    def write(self, web: httpx2.Client, over: Event) -> None:
        """Until told to stop, or until the line breaks."""
        try:
            self.finish(web)
            while not over.is_set():
                self._one(web)
        except httpx2.TransportError:
            return

    def finish(self, web: httpx2.Client) -> None:
        """Send again, as it was, what nobody answered."""
        if self.open is not None:
            self._send(web, self.open)

    def _one(self, web: httpx2.Client) -> None:
        if not self.mine or self.dice.random() < 0.25:
            self._send(web, self._draft())
            return
        chosen = self.dice.choice(self.mine[-3:])
        if self.dice.random() < 0.25:
            self._send(web, self._difficulty(chosen))
        elif chosen.done or self.dice.random() < 0.5:
            told = {"If-Match": f'"{chosen.version}"'}
            body = {"terms": self._terms()}
            self._send(web, Sent("PUT", f"/agreements/{chosen.id}/terms", body, told))
        else:
            digest = web.get(f"/agreements/{chosen.id}/terms").raise_for_status().json()["digest"]
            self._send(web, self._signature(chosen, digest))

    def _send(self, web: httpx2.Client, sent: Sent) -> None:
        self.open = sent
        sent.tries += 1
        answer = web.request(sent.method, sent.path, json=sent.body, headers=sent.headers)
        self.open = None
        if answer.status_code == 412 and sent.tries > 1:
            # It had its effect before the answer was lost: the version it was sent for is over.
            self._took_effect(sent, int(sent.headers["If-Match"].strip('"')) + 1)
        elif answer.is_success:
            sent.location = answer.headers.get("Location")
            self._took_effect(sent, int(answer.headers["ETag"].strip('"')))
        else:
            self.surprises.append(f"{sent.method} {sent.path}: {answer.status_code} {answer.text}")

    def _took_effect(self, sent: Sent, version: int) -> None:
        sent.version = version
        self.acknowledged.append(sent)
        if sent.location:
            begun = self.mine if sent.path == "/agreements" else self.heard
            begun.append(Written(sent.location.rpartition("/")[2], version))
            return
        changed = next(one for one in (*self.mine, *self.heard) if one.id in sent.path)
        changed.version = version
        changed.done = sent.path.endswith(("/signatures", "/withdrawal"))

    def _draft(self) -> Sent:
        maya = self.people["maya"]
        body = {
            "worker": maya["id"],
            "supervisor": self.people["sam"]["id"],
            "placement": maya["placements"][0]["id"],
            "terms": self._terms(),
        }
        return Sent("POST", "/agreements", body, {"Idempotency-Key": str(uuid4())})

    def _difficulty(self, one: Written) -> Sent:
        """A further one, or the last taken back."""
        key = {"Idempotency-Key": str(uuid4())}
        if self.heard and not self.heard[-1].done and self.dice.random() < 0.5:
            return Sent("POST", f"/difficulties/{self.heard[-1].id}/withdrawal", {}, key)
        words = f"Our {self.dice.randrange(1000)}th hour went into the rota."
        told = {"agreement": one.id, "about": "difficulty", "words": words}
        return Sent("POST", "/difficulties", told | {"to": self.people["rowan"]["id"]}, key)

    def _signature(self, one: Written, digest: str) -> Sent:
        body = {
            "terms_digest": digest,
            "acknowledged_limits": list(Limit),
            "printed_name": "Maya Winter",
            "meaning": "I agree to these terms.",
        }
        return Sent("POST", f"/agreements/{one.id}/signatures", body, {"Idempotency-Key": str(uuid4())})

    def _terms(self) -> dict[str, Any]:
        return terms(self.people["rowan"]["id"], place=f"Room {self.dice.randrange(1000)}")


def terms(difficulties_to: str, **more: Any) -> dict[str, Any]:
    """Everything that must be there before anybody signs."""
    return {
        "kind": "professional-development",
        "starts": "2026-03-02",
        "frequency": "FREQ=WEEKLY;BYDAY=TU",
        "session_minutes": 60,
        "modality": "face-to-face",
        "review_dates": ["2026-09-01"],
        "limits": list(Limit),
        "difficulties_to": difficulties_to,
        "place": "The quiet room",
        "objectives": [{"purpose": "formative", "of": "worker", "text": "Grow surer."}],
        "cancelling": "A day before.",
        "confidentiality": "It stays here.",
        "record_keeping": "The supervisor keeps it.",
        "worker_responsibilities": "Come prepared.",
        "supervisor_responsibilities": "Be there.",
    } | more


def client(address: str, token: str) -> httpx2.Client:
    return httpx2.Client(
        base_url=address, timeout=TIMEOUT, headers={"Authorization": f"Bearer {token}"}, trust_env=False
    )
