"""A third agency with its people: three workers, and who supervises, manages and watches over them there."""

from __future__ import annotations

from typing import Final

from services.agreements.events import Kind
from services.directory.domain.agency import Agency
from services.directory.events import Employment
from services.house.demo.filling import Demo
from services.house.demo.people import NEWCOMERS
from shared.identity import OPERATOR, AgencyId, PersonId, PlacementId

MILL: Final = "mill"
MONTHLY: Final = "FREQ=MONTHLY;BYDAY=1WE"
BEGUN: Final = -370
WORKERS: Final = {
    "alba": Employment.EMPLOYED,
    "teo": Employment.EMPLOYED,
    "juno": Employment.SUB_CONTRACTED,
}


def fill_mill(demo: Demo) -> None:
    demo.agencies[MILL] = AgencyId(demo.draw())
    demo.people |= {handle: PersonId(demo.draw()) for handle in NEWCOMERS}
    demo.placements |= {handle: PlacementId(demo.draw()) for handle in WORKERS}
    name = "Mill Street Recovery Services"
    agency = Agency.add(
        demo.agencies[MILL], name=name, side="host", time_zone="America/Toronto", locale="en-CA"
    )
    demo.append("directory", agency, OPERATOR, BEGUN - 10)
    for handle, someone in NEWCOMERS.items():
        demo.add_person(handle, someone, BEGUN - 9)
    agency.name_concern_contact(demo.people["lena"], demo.people["kofi"])
    demo.append("directory", agency, demo.people["lena"], BEGUN - 8)
    for handle, employment in WORKERS.items():
        employer = "lantern" if employment is Employment.SUB_CONTRACTED else MILL
        demo.place(handle, MILL, "kofi", employment, employer, BEGUN - 5)
    for worker, supervisor in (("alba", "hana"), ("teo", "hana"), ("juno", "sam")):
        demo.agree(
            f"{worker}-{supervisor}",
            worker,
            supervisor,
            Kind.PROFESSIONAL_DEVELOPMENT,
            BEGUN,
            ends=None,
            review=30,
            host=MILL,
            officer="lena",
            frequency=MONTHLY,
        )
