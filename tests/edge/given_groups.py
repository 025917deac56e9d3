"""What tests of groups begin with: a group, a circle, a meeting in any state, over HTTP."""

from datetime import datetime, timedelta
from typing import Any, Final

from tests.edge.given import LIMITS, hear_of_the_directory
from tests.house import Household

ABOUT: Final = {
    "title": "Tuesday group",
    "confidentiality": "What is said here stays here.",
    "procedure": ["K17-01", "K17-04"],
}
BETWEEN_US: Final = ABOUT | {"title": "Between us", "procedure": ["K17-08", "K17-12"]}
NAMED: Final = {"printed_name": "As printed", "meaning": "So it was."}
RECORD: Final = {"outline": ["Leaving a visit in time"], "learning": "A report from the spring course"}
OVERSEERS: Final = ("petra", "tomasz", "dilip", "nora", "wren", "rowan")
"""Line manager of Maya and Jordan; HR, coordinator, auditor and officers of Harbour."""


def done(answer: Any, status: int = 204) -> Any:
    assert answer.status_code == status, (answer.status_code, answer.text)
    return answer


def forming(home: Household, format: str = "group", **other: Any) -> dict[str, Any]:
    about = ABOUT if format == "group" else BETWEEN_US
    return {"agency": str(home.demo.agencies["harbour"]), "format": format, "about": about} | other


def joining(home: Household, handle: str, **other: Any) -> dict[str, Any]:
    placement = home.demo.placements.get(handle)
    return accepting(handle) | {"placement": str(placement) if placement else None} | other


def accepting(handle: str, **other: Any) -> dict[str, Any]:
    """What is taken on by joining and by facilitating alike."""
    return {
        "acknowledged_limits": LIMITS,
        "accepts_confidentiality": True,
        "printed_name": handle.title(),
        "meaning": "I keep to what the group keeps confidential.",
    } | other


def formed(home: Household, by: str = "sam", format: str = "group", **other: Any) -> str:
    """The address of a group or circle that nobody has joined."""
    answer = home.as_(by).post("/groups", json=forming(home, format, **other))
    return str(done(answer, 201).headers["Location"])


def joined(home: Household, path: str, handle: str, by: str = "sam") -> None:
    person = {"person": home.person(handle)}
    if handle != by:
        done(home.as_(by).post(f"{path}/invitations", json=person))
    done(home.as_(handle).post(f"{path}/members", json=joining(home, handle)))


def asked(home: Household, path: str, handle: str = "ines", by: str = "sam") -> Any:
    """To facilitate. Ines supervises at Lantern, Sam's home, and manages nobody at Harbour."""
    return home.as_(by).post(f"{path}/facilitator", json={"facilitator": home.person(handle)})


def accept(home: Household, path: str, handle: str = "ines", **other: Any) -> Any:
    return home.as_(handle).post(f"{path}/facilitation", json=accepting(handle, **other))


def handed_on(home: Household, path: str, handle: str = "ines", by: str = "sam") -> None:
    done(asked(home, path, handle, by))
    done(accept(home, path, handle))


def group(home: Household, *members: str) -> str:
    """Sam's group, with Maya and Jordan."""
    path = formed(home)
    for one in members or ("maya", "jordan"):
        joined(home, path, one)
    return path


def circle(home: Household, *members: str, **other: Any) -> str:
    """A circle that Maya began, with Jordan and Sam."""
    path = formed(home, "maya", "co-reflection", **{"shared": True} | other)
    for one in ("maya", *(members or ("jordan", "sam"))):
        joined(home, path, one, "maya")
    return path


def later(home: Household, **by: float) -> None:
    """Time has gone by, and the directory has been heard of since."""
    home.clock.move(**by)
    hear_of_the_directory(home)


def starts(home: Household, hours: float = -2) -> str:
    at: datetime = home.clock() + timedelta(hours=hours)
    return at.isoformat().replace("+00:00", "Z")


def scheduled(home: Household, path: str, by: str = "sam", hours: float = 0, **other: Any) -> str:
    """The address of a meeting; of one that begins at this moment, where no time is said."""
    body = {"starts": starts(home, hours), "minutes": 90} | other
    return str(done(home.as_(by).post(f"{path}/sessions", json=body), 201).headers["Location"])


def hold(home: Household, meeting: str, *there: str, by: str = "sam") -> Any:
    people = [home.person(one) for one in there]
    body = {"minutes": 80, "extent": "full", "attendees": people}
    return home.as_(by).post(f"{meeting}/holding", json=body)


def attended(home: Household, meeting: str, *there: str) -> None:
    """Each signs that they were there."""
    for one in there:
        done(home.as_(one).post(f"{meeting}/signatures", json={"of": "attendance"} | NAMED))


def held(home: Household, path: str, *there: str, by: str = "sam") -> str:
    meeting = scheduled(home, path, by)
    done(hold(home, meeting, *there, by=by))
    return meeting


def brought(
    home: Household, meeting: str, handle: str, step: str = "K17-01", words: str = "My issue", **other: Any
) -> Any:
    body = {"step": step, "words": words} | other
    return home.as_(handle).post(f"{meeting}/contributions", json=body)


def written(home: Household, meeting: str, by: str = "sam", **other: Any) -> Any:
    return home.as_(by).post(f"{meeting}/record", json={"record": RECORD | other})


def correct_group_record(home: Household, meeting: str, by: str, **record: Any) -> Any:
    """The record as they have just read it, corrected."""
    digest = home.as_(by).get(f"{meeting}/record").json()["digest"]
    return home.as_(by).post(f"{meeting}/corrections", json={"digest": digest, "record": record})


def signed(home: Household, meeting: str, handle: str) -> Any:
    """The record, as they have just read it."""
    read = home.as_(handle).get(f"{meeting}/record").json()
    body = {"of": "record", "digest": read["digest"]} | NAMED
    return home.as_(handle).post(f"{meeting}/signatures", json=body)
