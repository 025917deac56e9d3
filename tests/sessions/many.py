"""More workers than the demo has, each with a sign-in, a placement and an agreement in force: enough to hide one among them."""

from typing import Any, Final
from uuid import uuid4

from services.agreements.domain.agreement import Agreement, Placed
from services.agreements.events import Kind, Limit
from services.directory.claiming import changed
from services.directory.domain.person import Person
from services.directory.domain.placement import Placement
from services.directory.events import Details, Employment, Role
from services.directory.forms import indexes
from services.house.demo.people import subject_of
from services.house.demo.terms import terms_of
from shared.identity import OPERATOR, PersonId, PlacementId
from shared.signin.development import ISSUER
from shared.web.opaque import link_of
from tests.edge.given import once
from tests.house import Home

SUPERVISOR: Final = "petra"


def workers(home: Home, many: int, agency: str = "harbour") -> list[str]:
    """The handles of so many more workers of an agency, under agreements with Petra that are in force."""
    handles = [f"worker-{number:02}" for number in range(many)]
    for handle in handles:
        _one(home, handle, agency)
    home.settle()
    return handles


def _one(home: Home, handle: str, agency: str) -> None:
    demo, at, id = home.demo, home.demo.agencies[agency], PersonId(uuid4())
    details = Details(
        name=handle.title(), handle=handle, work_email=f"{handle}@a.example", employee_number=handle
    )
    secret = home.house.link_secret
    person = Person.add(id, agency=at, details=details, indexes=indexes(secret, at, details))
    issuer = home.house.settings.issuer
    told, subject = (issuer, subject_of(handle)) if issuer else (ISSUER, handle)
    person.link_sign_in(link_of(secret, told, subject), issuer=told, subject=subject, of_employer=True)
    person.give_guarded_role(uuid4(), at, Role.WORKER, demo.day(-200), None)
    claimed = changed(home.house.rooms["directory"].store, person)
    demo.append("directory", person, OPERATOR, -200, others=claimed)
    demo.people[handle] = id
    placement = Placement.begin_at(
        PlacementId(uuid4()),
        worker=id,
        agency=at,
        employment=Employment.EMPLOYED,
        employer=at,
        line_manager=demo.people[SUPERVISOR],
        starts=demo.day(-198),
        ends=None,
    )
    demo.append("directory", placement, demo.people["tomasz"], -198)
    _agree(home, id, agency, PlacementId(placement.id))


def _agree(home: Home, worker: PersonId, agency: str, placement: PlacementId) -> None:
    demo = home.demo
    agreement = Agreement.draft(
        uuid4(),
        by=worker,
        worker=worker,
        supervisor=demo.people[SUPERVISOR],
        agency=demo.agencies[agency],
        placement=placement,
        terms=terms_of(demo.day, SUPERVISOR, Kind.ADMINISTRATIVE, -30, None, 60, demo.people["rowan"]),
        salt=demo.salt(),
    )
    demo.append("agreements", agreement, worker, -30)
    assert agreement.on_the_table is not None
    for party in (worker, demo.people[SUPERVISOR]):
        agreement.sign(
            party,
            digest=agreement.on_the_table.digest,
            limits=tuple(Limit),
            printed_name="A",
            meaning="I agree to these terms.",
            placed=Placed(ended=False, today=demo.day(0), hears_concerns=demo.people["tomasz"]),
        )
        demo.append("agreements", agreement, party, -29)


def opened_round(home: Home, by: str = "dilip", agency: str = "harbour", **other: Any) -> str:
    """The address of a round from today on, for three weeks."""
    body = {"agency": str(home.demo.agencies[agency]), "starts": "2026-03-02", "ends": "2026-03-22"} | other
    answer = home.as_(by).post("/feedback/rounds", json=body, headers=once())
    assert answer.status_code == 201, answer.text
    home.settle()
    return str(answer.headers["Location"])


def said(**values: int) -> dict[str, Any]:
    return {"answers": [{"item": item.replace("_", "-"), "value": value} for item, value in values.items()]}
