"""What the invented people take to one another and to nobody else: a difficulty that waits, advice that could be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from services.agreements.domain.difficulty import Difficulty
from services.agreements.domain.difficulty_under import Under
from services.agreements.domain.disconnect import Disconnect, Today
from services.agreements.events.difficulties import About
from services.agreements.events.disconnects import Advice

if TYPE_CHECKING:
    from services.house.demo.filling import Demo

LOG: Final = "agreements.restricted"
ADVICE: Final = Advice(
    role_asks="Time with people, on their terms.",
    happens_instead="Three mornings a week go into answering telephones.",
    would_help="A look together at what the job description says.",
)


def fill_restricted(demo: Demo) -> None:
    _difficulty(demo)
    _disconnect(demo)


def _difficulty(demo: Demo) -> None:
    people = demo.people
    under = Under(
        agreement=demo.agreements["maya-petra"],
        agency=demo.agencies["harbour"],
        worker=people["maya"],
        supervisor=people["petra"],
        named=people["rowan"],
        officers=frozenset(),
    )
    raised = Difficulty.raise_under(
        demo.draw(),
        under,
        by=people["maya"],
        about=About.DIFFICULTY,
        breach=None,
        words="Twice our time was given to something else without a word.",
        to=None,
        today=demo.day(-5),
    )
    demo.restricted["difficulty"] = raised.id
    demo.append(LOG, raised, people["maya"], -5)


def _disconnect(demo: Demo) -> None:
    people = demo.people
    drafted = Disconnect.draft(
        demo.draw(),
        by=people["sam"],
        worker=people["maya"],
        agreement=demo.agreements["maya-sam"],
        agency=demo.agencies["harbour"],
        to=people["petra"],
        advice=ADVICE,
        today=Today(leads=True, binds=True, answers=True),
    )
    demo.restricted["disconnect"] = drafted.id
    demo.append(LOG, drafted, people["sam"], -3)
    drafted.acknowledge(people["maya"], 1)
    demo.append(LOG, drafted, people["maya"], -2)
