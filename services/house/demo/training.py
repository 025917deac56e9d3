"""What an invented supervisor was trained in, and who supervises them from outside (D7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.directory.domain.person import Person

if TYPE_CHECKING:
    from services.house.demo.filling import Demo


def fill_training(demo: Demo) -> None:
    ines = demo.people["ines"]
    person = demo.house.rooms["directory"].store.get(Person, ines)
    today = demo.day(0)
    for topic, offset in (("K6-01", -150), ("K6-29", -149)):
        person.record_training(
            demo.draw(), ines, topic, demo.day(offset), "Lantern's own course", today=today
        )
    monthly = "FREQ=MONTHLY;BYDAY=1MO"
    person.record_outside_supervision(
        demo.draw(), ines, "A peer supervisor of another centre", demo.day(-120), None, monthly
    )
    demo.append("directory", person, ines, -30)
