"""Who has content erased, or held: two privacy officers of its agency; what is confidential between two, those two (C1, C5, C6)."""

from __future__ import annotations

from typing import Final

from shared.access import Policy, allow, deny

DECIDE: Final = ("privacy_officer", "one_of_the_two")

ERASURES: Final = Policy(
    "erasure of content",
    [
        allow(
            "EH1",
            "The privacy officers of its agency see holds on a record and its erasure, with the words for them. Of a concern"
            " or a disclosure the two between whom it is do, of a report to an authority its author does, and once it was"
            " erased who that was, whom they let see it; and no officer, since that it is there is confidential.",
            DECIDE,
            "see",
        ),
        allow(
            "EH11",
            "The privacy officers of an agency, and nobody else, see which of its records are kept longer than its policy set"
            " asks, and until when they had to be; of what is confidential no officer does.",
            ("privacy_officer",),
            "see-due",
            sees=("record_type", "record", "kept_until", "held"),
        ),
        allow(
            "EH2",
            "Whoever decides about a record (the privacy officers of its agency, or of what is confidential those between"
            " whom it is) places a legal hold on it.",
            DECIDE,
            "hold",
        ),
        allow(
            "EH3",
            "Whoever decides about a record (the privacy officers of its agency, or of what is confidential those between"
            " whom it is) orders that its content is erased, takes that back, or declines it.",
            DECIDE,
            "order",
        ),
        allow(
            "EH4",
            "Whoever decides about a record (the privacy officers of its agency, or of what is confidential those between"
            " whom it is), and did not order its erasure, approves that.",
            DECIDE,
            "approve",
        ),
        deny(
            "EH5",
            "Nobody decides as privacy officer about a record that they are a party of.",
            ("party",),
            "order",
        ),
        deny(
            "EH6",
            "Nobody decides as privacy officer about a record that they are a party of.",
            ("party",),
            "approve",
        ),
        allow("EH7", "Those who may place a hold release one, whoever placed it.", DECIDE, "release"),
        deny(
            "EH8",
            "Nobody releases as privacy officer a hold on a record that they are a party of; they may place one.",
            ("party",),
            "release",
        ),
        allow(
            "EH9",
            "Whom the author of a report to an authority let see it reads that its erasure was ordered, until that is decided."
            " So does the privacy officer of its agency whom the order names to approve it, where nobody else is there any more"
            " who could, for as long as they are officer there.",
            ("shown",),
            "see",
            states=("ordered",),
        ),
        allow(
            "EH10",
            "Whom the author of a report to an authority let see it, and the privacy officer whom the order names, approve"
            " its erasure, and decide nothing else.",
            ("shown",),
            "approve",
            states=("ordered",),
        ),
    ],
)
