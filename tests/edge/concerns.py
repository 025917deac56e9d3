"""What the tests of concerns over HTTP begin with: Sam supervises Maya, whose line manager is Petra."""

from typing import Any, Final

from tests.house import Home, Household

WORDS: Final = "You drove somebody home, though we do not do that."
STATEMENT: Final = "A person was driven home in a private car, twice."
CARE: Final = {"ground": "duty-of-care", "why_serious": "Somebody could have been hurt."}
SAFE: Final = {"ground": "safety", "why_serious": "Somebody is in danger."}
OTHERS: Final = ("jordan", "ines", "rowan", "tomasz", "petra", "dilip", "nora", "wren")
"""Everybody in the house but the two; Petra is the line manager."""
NOW: Final[dict[str, Any]] = {"grounds": [SAFE], "answer_hours": 0, "why_zero": "She is on her way there."}


def body(home: Home, agreement: str = "maya-sam", **other: Any) -> dict[str, Any]:
    told = {"grounds": [CARE], "words": WORDS, "how": "in-person", "answer_hours": 48, "agreed": True}
    return {"agreement": str(home.demo.agreements[agreement])} | told | other


def told(home: Home, by: str = "sam", agreement: str = "maya-sam", **other: Any) -> str:
    """The address of a concern of which the worker was just told."""
    answer = home.as_(by).post("/concerns", json=body(home, agreement, **other))
    assert answer.status_code == 201, answer.text
    return str(answer.headers["Location"])


def responded(home: Home, path: str, answer: str = "declined", by: str = "maya", **other: Any) -> Any:
    return home.as_(by).post(f"{path}/response", json={"answer": answer} | other)


def escalated(home: Home, path: str, to: str = "petra", by: str = "sam", **other: Any) -> Any:
    told = {"to": home.person(to), "name": to.title(), "statement": STATEMENT, "how": "call"}
    return home.as_(by).post(f"{path}/escalation-notice", json=told | other)


def digest(home: Home, path: str, by: str = "sam") -> str:
    return str(home.as_(by).get(path).json()["notices"][-1]["digest"])


def consulted(home: Home, path: str, to: str = "petra", by: str = "sam", **other: Any) -> Any:
    """As whoever has just read the notice."""
    told = {"to": home.person(to), "statement_digest": digest(home, path, by)}
    return home.as_(by).post(f"{path}/consultation", json=told | other)


def disclosed(home: Home, **other: Any) -> str:
    """One that went all the way: Petra was consulted."""
    path = told(home, **other)
    for answer in (responded(home, path), escalated(home, path), consulted(home, path)):
        assert answer.status_code == 204, answer.text
    return path


def names(home: Home, path: str, by: str = "maya") -> list[str]:
    return [one["name"].partition(".")[2] for one in home.as_(by).get(f"{path}/history").json()]


def mails(home: Household) -> list[tuple[str, bool]]:
    """To whom an e-mail went, and whether to an address that is not the employer's."""
    sent: list[tuple[str, bool]] = []
    people = {id: handle for handle, id in home.demo.people.items()}

    def tell(person: Any, own: bool) -> Any:
        sent.append((people[person], own))
        return "sent"

    for desk in home.house.rooms["sessions"].desks.values():
        desk.tell = tell
    return sent
