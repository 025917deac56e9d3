"""Invented agencies and people, and how their sign-ins are told apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import NAMESPACE_DNS, uuid5

from services.directory.events import Role, Side


@dataclass(frozen=True)
class Someone:
    name: str
    agency: str
    roles: tuple[tuple[str, Role], ...]


PEOPLE: Final = {
    "rowan": Someone(
        "Rowan Ashdown", "harbour", (("harbour", Role.PRIVACY_OFFICER), ("lantern", Role.PRIVACY_OFFICER))
    ),
    "ines": Someone(
        "Ines Barroso", "lantern", (("lantern", Role.PRIVACY_OFFICER), ("lantern", Role.AGENCY_SUPERVISOR))
    ),
    "tomasz": Someone("Tomasz Wilk", "harbour", (("harbour", Role.HR),)),
    "maya": Someone("Maya Winter", "harbour", (("harbour", Role.WORKER),)),
    "jordan": Someone("Jordan Peeters", "harbour", (("harbour", Role.WORKER),)),
    "sam": Someone("Sam Okoro", "lantern", (("lantern", Role.PEER_SUPERVISOR), ("lantern", Role.WORKER))),
    "petra": Someone("Petra Lindqvist", "harbour", (("harbour", Role.AGENCY_SUPERVISOR),)),
    "dilip": Someone("Dilip Marasinghe", "harbour", (("harbour", Role.COORDINATOR),)),
    "nora": Someone("Nora Feeney", "harbour", (("harbour", Role.AUDITOR),)),
    "wren": Someone("Wren Castellan", "harbour", (("harbour", Role.PRIVACY_OFFICER),)),
}
NEWCOMERS: Final = {
    "lena": Someone("Lena Vuorinen", "mill", (("mill", Role.PRIVACY_OFFICER),)),
    "kofi": Someone("Kofi Amberley", "mill", (("mill", Role.HR), ("mill", Role.COORDINATOR))),
    "hana": Someone("Hana Brightwater", "mill", (("mill", Role.AGENCY_SUPERVISOR),)),
    "alba": Someone("Alba Reyes-Thorn", "mill", (("mill", Role.WORKER),)),
    "teo": Someone("Teo Lindgren", "mill", (("mill", Role.WORKER),)),
    "juno": Someone("Juno Achterberg", "mill", (("mill", Role.WORKER),)),
}
"""Who came with the third agency."""
EVERYBODY: Final = PEOPLE | NEWCOMERS
AGENCIES: Final[dict[str, tuple[str, Side]]] = {
    "harbour": ("Harbour Lane Mental Health", "host"),
    "lantern": ("The Lantern Peer Centre", "peer-run"),
}


def subject_of(handle: str) -> str:
    """The sign-in subject of a demo person at an issuer that was filled with them (the compose file's)."""
    return str(uuid5(NAMESPACE_DNS, f"{handle}.demo.alongside.invalid"))
