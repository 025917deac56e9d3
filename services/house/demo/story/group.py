"""A group of workers from three agencies, which a peer supervisor facilitates once a month (S9)."""

from __future__ import annotations

from typing import Final

from services.house.demo.filling import Demo
from services.house.demo.people import EVERYBODY
from services.sessions.domain.company import Company
from services.sessions.domain.group_members import Acceptance, Stands
from services.sessions.domain.group_present import Present
from services.sessions.domain.group_sessions import GroupSession
from services.sessions.domain.groups import Group
from services.sessions.events import Extent, Format, Ground, Modality
from services.sessions.events.group_sessions import GroupRecord
from services.sessions.events.groups import About

LOG: Final = "sessions"
FACILITATOR: Final = "sam"
MEMBERS: Final = {"maya": "harbour", "alba": "mill", "juno": "mill"}
MEETINGS: Final = (-65, -37, -9)
COMING: Final = 19
ABOUT: Final = About(
    title="Between the houses",
    confidentiality="What is brought here stays here. Nobody who is supported can be told from what we say.",
    procedure=("K17-01", "K17-02", "K17-03", "K17-04", "K17-05", "K17-06"),
)


def fill_group(demo: Demo) -> None:
    group = Group.form(
        demo.draw(),
        by=demo.people[FACILITATOR],
        agency=demo.agencies["lantern"],
        format=Format.GROUP,
        shared=False,
        managers_attend=False,
        about=ABOUT,
    )
    for handle in MEMBERS:
        group.invite(demo.people[FACILITATOR], demo.people[handle])
    demo.append(LOG, group, demo.people[FACILITATOR], -90)
    for handle, host in MEMBERS.items():
        placement, agency = demo.placements[handle], demo.agencies[host]
        accepts = Acceptance(tuple(Ground), True, EVERYBODY[handle].name, "I keep to it.")
        stands = Stands(agency, {placement: agency}, manages=False)
        group.join(demo.people[handle], placement, stands, accepts)
        demo.append(LOG, group, demo.people[handle], -85)
    for offset in MEETINGS:
        _held(demo, group, _scheduled(demo, group, offset), offset)
    _scheduled(demo, group, COMING)


def _scheduled(demo: Demo, group: Group, offset: int) -> GroupSession:
    set_on = min(offset - 14, 0)
    meeting = GroupSession.schedule(
        demo.draw(),
        group,
        by=demo.people[FACILITATOR],
        starts=demo.moment(offset, 18),
        minutes=90,
        modality=Modality.VIDEO,
        managers_attend=False,
        manages=False,
        now=demo.at(set_on),
    )
    demo.append(LOG, meeting, demo.people[FACILITATOR], set_on)
    return meeting


def _held(demo: Demo, group: Group, meeting: GroupSession, offset: int) -> None:
    sam, now = demo.people[FACILITATOR], demo.at(offset, 20)
    present = [Present(demo.people[handle], placed=True, manages=False) for handle in MEMBERS]
    attended = meeting.hold(
        sam,
        Company(group, group),
        present=present,
        minutes=90,
        extent=Extent.FULL,
        modality=None,
        manages=False,
        now=now,
    )
    record = GroupRecord(
        outline=("Being the only one of our kind on a team",),
        learning="A page on standing in, but not of, the system.",
    )
    meeting.write(sam, record, demo.salt(), present=False, brought=False)
    demo.append(LOG, meeting, sam, offset, 20, attended)
