"""Policy sets in editions, and the one an agency picks: never weaker, as of any day and any time (A6, D9)."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.directory.domain.agency import Agency
from services.directory.domain.policy_set import LARGEST, PolicySet
from services.directory.domain.refusals import (
    ContradictsTheSet,
    NoSuchPolicySet,
    UnfitPolicySet,
    WeakerThanTheSet,
)
from services.directory.domain.strictness import SENSES, asked, strictest, value_of, weaker
from services.directory.events import (
    Alternative,
    ConcernRules,
    MayBeTold,
    PolicyRules,
    PolicySetChosen,
    PolicySetPublished,
    PolicySetRevised,
    ReportingLaw,
    Requirements,
    Retention,
    Role,
)
from tests.directory.acts import HARBOUR, HILLTOP, JOINED, MONDAY, NOON, Copy, a_copy
from tests.golden.examples import REQUIREMENTS

SET = UUID(int=51)
NEXT_YEAR = date(2027, 1, 1)
LAW = ReportingLaw(
    code="abuse",
    title="Abuse",
    authority="The office",
    within_hours=24,
    may_be_delegated=False,
    worker_may_be_told=MayBeTold.NO,
    source="Act 1",
)


def rules(advised: tuple[str, ...] = (), **asking: Any) -> PolicyRules:
    return PolicyRules(title="Set", sources=("Page 1",), advised=advised, requirements=req(**asking))


def req(**asking: Any) -> Requirements:
    return Requirements.model_validate(asking)


def published(holds_from: date = MONDAY, **asking: Any) -> PolicySet:
    return PolicySet.publish(SET, HARBOUR, holds_from, rules(**asking))


def agency() -> Agency:
    return Agency(HARBOUR, [JOINED])


def test_a_set_is_published_in_its_first_edition_A6() -> None:
    made = published(at_least_every_days=7)

    assert made.new == [
        PolicySetPublished(by_agency=HARBOUR, holds_from=MONDAY, rules=rules(at_least_every_days=7))
    ]
    assert [one.number for one in made.editions] == [1]
    assert (made.by_agency, made.agency) == (HARBOUR, HARBOUR)


def test_a_new_edition_holds_from_its_day_and_the_one_before_stays_readable_A6() -> None:
    made = published(at_least_every_days=35)
    made.revise(NEXT_YEAR, rules(at_least_every_days=7))

    before, after = made.edition_on(NEXT_YEAR - timedelta(days=1)), made.edition_on(NEXT_YEAR)

    assert before
    assert after
    assert (before.number, before.rules.requirements.at_least_every_days) == (1, 35)
    assert (after.number, after.rules.requirements.at_least_every_days) == (2, 7)
    assert made.edition_on(MONDAY - timedelta(days=1)) is None


def test_what_is_said_later_counts_from_its_day_on_A6() -> None:
    made = published()
    made.revise(NEXT_YEAR, rules(at_least_every_days=7))
    made.revise(MONDAY, rules(at_least_every_days=14))

    held = made.edition_on(NEXT_YEAR)

    assert held
    assert held.number == 3


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("draft_days", days) for days in (-1, 0, 91)),
        *(("seen_after_hours", hours) for hours in (-1, 0, 721)),
        *(("answer_hours_default", hours) for hours in (-1, 0, 721)),
    ],
)
def test_a_concern_goes_by_times_that_can_be_gone_by_C2(field: str, value: int) -> None:
    unfit = rules().model_copy(update={"concerns": ConcernRules(**{field: value})})

    with pytest.raises(UnfitPolicySet) as refused:
        PolicySet.publish(SET, HARBOUR, MONDAY, unfit)

    assert refused.value.fields == (f"rules.concerns.{field}",)


def test_the_same_edition_once_more_is_none_A6() -> None:
    made = published(at_least_every_days=7)

    made.revise(MONDAY, rules(at_least_every_days=7))

    assert len(made.editions) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("at_least_every_days", 0),
        ("at_least_every_days", -7),
        ("session_minutes_at_least", LARGEST + 1),
        ("supervisor.training", ({"topic": f"K6-{71}"},)),
        ("supervisor.training", ({"topic": f"K6-0{0}"},)),
        ("supervisor.training", ({"topic": "K6-" + "01x"},)),
        ("supervisor.training", ({"topic": "K6-01", "within_days": -1},)),
        ("worker.training", ({"topic": "K6-42"}, {"topic": "K6-42", "within_days": 3})),
        ("supervisor.roles", ("hr", "hr")),
    ],
)
def test_a_figure_that_nobody_could_go_by_is_refused_by_its_name_A6(field: str, value: Any) -> None:
    group, _, name = field.rpartition(".")
    asking = {group: {name: value}} if group else {name: value}

    with pytest.raises(UnfitPolicySet) as refused:
        published(**asking)
    with pytest.raises(UnfitPolicySet) as of_agency:
        agency().choose_policy_set(published(), MONDAY, req(**asking))

    assert refused.value.fields == (f"rules.requirements.{field}",)
    assert of_agency.value.fields == (f"stricter.{field}",)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("advised", {"advised": ("at_least_every_days",)}),
        ("advised", {"advised": ("anything",)}),
        ("retention.sessions", {"retention": Retention(sessions=0)}),
        ("retention.accounting", {"retention": Retention(accounting=101)}),
        ("reporting_laws", {"reporting_laws": (LAW, LAW)}),
        ("reporting_laws", {"reporting_laws": (LAW.model_copy(update={"within_hours": -1}),)}),
        ("sources", {"sources": ()}),
    ],
)
def test_a_set_that_makes_no_sense_is_refused_by_the_fields_name_A6(field: str, change: Any) -> None:
    with pytest.raises(UnfitPolicySet) as refused:
        PolicySet.publish(SET, HARBOUR, MONDAY, rules().model_copy(update=change))

    assert refused.value.fields == (f"rules.{field}",)


def test_an_agency_picks_a_set_from_a_day_on_A6() -> None:
    one = agency()

    one.choose_policy_set(published(at_least_every_days=35), MONDAY, req(at_least_every_days=14))
    one.choose_policy_set(published(at_least_every_days=35), MONDAY, req(at_least_every_days=14))

    assert one.new == [
        PolicySetChosen(policy_set=SET, holds_from=MONDAY, stricter=req(at_least_every_days=14))
    ]
    assert one.choice_on(MONDAY) == one.new[0]
    assert one.choice_on(MONDAY - timedelta(days=1)) is None


def test_a_set_cannot_be_picked_for_a_day_before_it_holds_A6() -> None:
    with pytest.raises(NoSuchPolicySet) as refused:
        agency().choose_policy_set(published(NEXT_YEAR), NEXT_YEAR - timedelta(days=1), req())

    assert refused.value.fields == ("policy_set",)


STRICTER_AND_WEAKER: dict[str, tuple[Any, Any]] = {
    "kinds_apart": ("required", "advised"),
    "supervisor.peer_experience": ("required", "advised"),
    "supervisor.certified": ("required", "advised"),
    "supervisor.roles": (("peer_supervisor",), ("peer_supervisor", "agency_supervisor", "hr")),
    "supervisor.training": (
        ({"topic": "K6-29", "within_days": 30}, {"topic": "K6-30"}),
        ({"topic": "K6-29", "within_days": 400},),
    ),
    "worker.training": (
        ({"topic": "K6-42"}, {"topic": "K6-43", "within_days": 9}),
        ({"topic": "K6-42", "within_days": 1},),
    ),
}
"""For what has no figure; of a figure, one more and one less."""
UP = {
    code
    for code in SENSES
    if code.endswith("_at_least") or code.startswith(("probation", "session", "minutes"))
}
FIGURES = [code for code in SENSES if code not in STRICTER_AND_WEAKER and "themselves" not in code]


def placed(code: str, value: Any) -> Requirements:
    group, _, name = code.rpartition(".")
    return req(**({group: {name: value}} if group else {name: value}))


def sides(code: str) -> tuple[Requirements, Requirements]:
    if code in STRICTER_AND_WEAKER:
        more, less = STRICTER_AND_WEAKER[code]
    else:
        step = 1 if code in UP else -1
        figure = value_of(REQUIREMENTS, code)
        more, less = max(1, figure + step), figure - step
    return placed(code, more), placed(code, less)


@pytest.mark.parametrize("code", [code for code in SENSES if code != "supervisor.in_supervision_themselves"])
def test_an_agency_may_be_stricter_in_every_requirement_and_weaker_in_none_A6(code: str) -> None:
    sets = strictest(REQUIREMENTS, placed("kinds_apart", "required"))
    sets = strictest(sets, placed("supervisor.certified", "required"))
    chosen = PolicySet.publish(SET, HARBOUR, MONDAY, rules().model_copy(update={"requirements": sets}))
    more, less = sides(code)

    agency().choose_policy_set(chosen, MONDAY, more)
    with pytest.raises(WeakerThanTheSet) as refused:
        agency().choose_policy_set(chosen, MONDAY, less)

    assert refused.value.fields == (f"stricter.{code}",)
    assert refused.value.figures == {code: asked(sets)[code]}


@pytest.mark.parametrize("code", FIGURES)
def test_the_names_of_figures_say_which_way_is_stricter_A6(code: str) -> None:
    assert SENSES[code] == ("more" if code in UP else "less")


FIGURE = st.integers(1, 400)
ASKED = st.builds(
    Requirements,
    at_least_every_days=st.none() | FIGURE,
    session_minutes_at_least=st.none() | FIGURE,
    kinds_apart=st.sampled_from([None, "advised", "required"]),
    supervisor=st.fixed_dictionaries(
        {
            "training": st.dictionaries(st.sampled_from(["K6-01", "K6-02", "K6-03"]), FIGURE).map(
                lambda told: tuple({"topic": topic, "within_days": days} for topic, days in told.items())
            ),
            "in_supervision_themselves": st.booleans(),
        }
    ),
)


@given(one=ASKED, other=ASKED)
def test_what_holds_is_weaker_than_neither_of_the_two_A6(one: Requirements, other: Requirements) -> None:
    made = strictest(one, other)

    assert weaker(made, than=one) == weaker(made, than=other) == {}
    assert asked(made).keys() == asked(one).keys() | asked(other).keys()
    assert asked(strictest(other, one)) == asked(made)


@pytest.fixture
def copy() -> Iterator[Copy]:
    with a_copy(over_the_bus=True) as made:
        yield made


def choice(
    stricter: Requirements | None = None, holds_from: date = MONDAY, id: UUID = SET
) -> PolicySetChosen:
    return PolicySetChosen(policy_set=id, holds_from=holds_from, stricter=stricter or Requirements())


def test_nothing_is_required_where_no_set_was_picked_A6(copy: Copy) -> None:
    copy.hear(
        (SET, PolicySetPublished(by_agency=HARBOUR, holds_from=MONDAY, rules=rules())), (HARBOUR, choice())
    )

    assert copy.relations.requirements_at(HILLTOP, MONDAY) is None
    assert copy.relations.requirements_at(HARBOUR, MONDAY - timedelta(days=1)) is None


def test_each_figure_tells_where_it_comes_from_A6(copy: Copy) -> None:
    asking: dict[str, Any] = {
        "at_least_every_days": 35,
        "session_minutes_at_least": 60,
        "kinds_apart": "advised",
    }
    more = req(session_minutes_at_least=75, review_at_least_every_days=183)
    told = PolicySetPublished(by_agency=HARBOUR, holds_from=MONDAY, rules=rules(**asking))
    copy.hear((SET, told), (HARBOUR, choice(more)))

    held = copy.relations.requirements_at(HARBOUR, MONDAY)

    assert held
    assert (held.policy_set, held.edition, held.title, held.holds_from) == (SET, 1, "Set", MONDAY)
    assert {code: (value, held.source(code)) for code, value in held.asked().items()} == {
        "at_least_every_days": (35, "set"),
        "session_minutes_at_least": (75, "agency"),
        "review_at_least_every_days": (183, "agency"),
        "kinds_apart": ("advised", "set"),
    }
    assert held.advised == {"kinds_apart"}


def test_what_a_set_recommends_an_agency_may_demand_A6(copy: Copy) -> None:
    told = PolicySetPublished(
        by_agency=HARBOUR,
        holds_from=MONDAY,
        rules=rules(advised=("group_hours_at_most",), group_hours_at_most=10),
    )
    copy.hear((SET, told), (HARBOUR, choice(req(group_hours_at_most=10))), (HILLTOP, choice()))

    demanded = copy.relations.requirements_at(HARBOUR, MONDAY)
    recommended = copy.relations.requirements_at(HILLTOP, MONDAY)

    assert demanded
    assert recommended
    assert demanded.advised == set()
    assert demanded.source("group_hours_at_most") == "agency"
    assert recommended.advised == {"group_hours_at_most"}
    assert recommended.source("group_hours_at_most") == "set"


def test_what_a_set_recommends_stays_recommended_beside_a_topic_of_the_agency_K6(copy: Copy) -> None:
    sets, own = ({"training": [{"topic": topic}]} for topic in ("K6-42", "K6-43"))
    told = PolicySetPublished(
        by_agency=HARBOUR, holds_from=MONDAY, rules=rules(advised=("worker.training",), worker=sets)
    )
    copy.hear((SET, told), (HARBOUR, choice(req(worker=own))))

    held = copy.relations.requirements_at(HARBOUR, MONDAY)

    assert held
    assert [held.advises("worker.training", topic) for topic in ("K6-42", "K6-43")] == [True, False]
    assert [one.topic for one in held.asked()["worker.training"]] == ["K6-42", "K6-43"]
    assert [one.topic for one in held.demanded()["worker.training"]] == ["K6-43"]
    assert held.source("worker.training") == "agency"


def test_a_later_edition_that_asks_for_more_wins_over_the_agencys_figure_A6(copy: Copy) -> None:
    copy.hear(
        (SET, PolicySetPublished(by_agency=HARBOUR, holds_from=MONDAY, rules=rules(at_least_every_days=35))),
        (HARBOUR, choice(req(at_least_every_days=14))),
        (SET, PolicySetRevised(edition=2, holds_from=NEXT_YEAR, rules=rules(at_least_every_days=7))),
    )

    days = (NEXT_YEAR - timedelta(days=1), NEXT_YEAR)
    held = [copy.relations.requirements_at(HARBOUR, day) for day in days]

    assert [one and (one.edition, one.requirements.at_least_every_days) for one in held] == [(1, 14), (2, 7)]
    assert [one and one.source("at_least_every_days") for one in held] == ["agency", "set"]


def test_what_held_is_answered_as_it_was_known_at_any_time_A6(copy: Copy) -> None:
    hours = [NOON + timedelta(hours=count) for count in range(4)]
    other = UUID(int=52)
    told = (
        (
            SET,
            1,
            PolicySetPublished(by_agency=HARBOUR, holds_from=MONDAY, rules=rules(at_least_every_days=35)),
        ),
        (HARBOUR, 2, choice()),
        (SET, 2, PolicySetRevised(edition=2, holds_from=MONDAY, rules=rules(at_least_every_days=7))),
        (
            other,
            1,
            PolicySetPublished(by_agency=HARBOUR, holds_from=MONDAY, rules=rules(at_least_every_days=14)),
        ),
        (HARBOUR, 3, choice(id=other)),
    )
    for (stream, version, fact), at in zip(told, (*hours[:3], *hours[2:]), strict=True):
        copy.hear_at(at, version, stream, fact)

    known = [copy.relations.requirements_at(HARBOUR, MONDAY, as_of=at) for at in hours]

    assert [one and one.requirements.at_least_every_days for one in known] == [None, 35, 7, 14]
    now = copy.relations.requirements_at(HARBOUR, MONDAY)
    assert now
    assert now.policy_set == other


def test_a_concern_goes_as_the_set_of_the_agency_says_on_that_day_C2(copy: Copy) -> None:
    said = ConcernRules(draft_days=3, alternative=Alternative.NEXT_ABOVE)
    later = rules().model_copy(update={"concerns": said})
    copy.hear(
        (SET, PolicySetPublished(by_agency=HARBOUR, holds_from=MONDAY, rules=rules())),
        (HARBOUR, choice()),
        (SET, PolicySetRevised(edition=2, holds_from=NEXT_YEAR, rules=later)),
    )

    days = (MONDAY - timedelta(days=1), MONDAY, NEXT_YEAR)

    assert [copy.relations.concern_rules_at(HARBOUR, day) for day in days] == [
        *(ConcernRules(), ConcernRules()),
        said,
    ]
    assert copy.relations.concern_rules_at(HILLTOP, NEXT_YEAR) == ConcernRules()


def test_sets_are_listed_by_their_latest_edition_in_the_order_of_publication_A6(copy: Copy) -> None:
    first, second = sorted((uuid4(), uuid4()), reverse=True)
    for hour, (stream, fact) in enumerate(
        (
            (first, PolicySetPublished(by_agency=HARBOUR, holds_from=MONDAY, rules=rules())),
            (second, PolicySetPublished(by_agency=HARBOUR, holds_from=MONDAY, rules=rules())),
            (first, PolicySetRevised(edition=2, holds_from=NEXT_YEAR, rules=rules())),
        )
    ):
        copy.hear_at(NOON + timedelta(hours=hour), 1, stream, fact)

    assert [(one["id"], one["edition"]) for one in copy.relations.policy_sets()] == [(first, 2), (second, 1)]
    page = copy.relations.policy_sets(limit=1)
    assert [one["id"] for one in copy.relations.policy_sets(page[0]["place"], 1)] == [second]


def test_where_a_later_edition_leaves_nothing_of_what_the_agency_chose_the_set_holds_D3(copy: Copy) -> None:
    asking: tuple[dict[str, Any], ...] = tuple(
        {"supervisor": {"roles": roles}}
        for roles in (("peer_supervisor", "agency_supervisor"), ("agency_supervisor",), ("peer_supervisor",))
    )
    both, own, later = asking
    copy.hear(
        (SET, PolicySetPublished(by_agency=HARBOUR, holds_from=MONDAY, rules=rules(**both))),
        (HARBOUR, choice(req(**own))),
        (SET, PolicySetRevised(edition=2, holds_from=NEXT_YEAR, rules=rules(**later))),
    )

    held = [copy.relations.requirements_at(HARBOUR, day) for day in (MONDAY, NEXT_YEAR)]

    assert [one and one.requirements.supervisor.roles for one in held] == [
        ("agency_supervisor",),
        ("peer_supervisor",),
    ]
    assert [one and one.source("supervisor.roles") for one in held] == ["agency", "set"]


def test_an_agency_may_add_a_topic_to_those_of_the_set_K6() -> None:
    sets, own = (placed("supervisor.training", ({"topic": topic},)) for topic in ("K6-01", "K6-29"))

    assert weaker(own, than=sets) == {}
    assert [one.topic for one in strictest(sets, own).supervisor.training] == ["K6-01", "K6-29"]


CONTRADICTIONS: list[tuple[str, Any, str, Any]] = [
    ("worker.training_hours_at_least", 80, "worker.training_hours_at_most", 60),
    ("at_least_every_days_in_probation", 35, "at_least_every_days", 7),
    ("session_minutes_at_least", 90, "session_minutes_at_least_in_probation", 60),
]


@pytest.mark.parametrize(("code", "figure", "other", "others"), CONTRADICTIONS)
def test_figures_that_contradict_each_other_are_refused_by_their_names_A6(
    code: str, figure: int, other: str, others: int
) -> None:
    own, sets = placed(code, figure), placed(other, others)
    both = strictest(sets, own)

    with pytest.raises(UnfitPolicySet) as refused:
        PolicySet.publish(SET, HARBOUR, MONDAY, rules().model_copy(update={"requirements": both}))
    assert set(refused.value.fields) == {f"rules.requirements.{one}" for one in (code, other)}

    for mine, theirs in ((own, sets), (sets, own)):
        chosen = PolicySet.publish(SET, HARBOUR, MONDAY, rules().model_copy(update={"requirements": theirs}))
        with pytest.raises(ContradictsTheSet) as contradicted:
            agency().choose_policy_set(chosen, MONDAY, mine)
        assert set(contradicted.value.fields) == {f"stricter.{one}" for one in (code, other)}


@pytest.mark.parametrize(("mine", "sets"), list(product(Role, repeat=2)))
def test_a_role_that_the_set_does_not_allow_is_weaker_D3(mine: Role, sets: Role) -> None:
    one, other = (placed("supervisor.roles", (role,)) for role in (mine, sets))

    assert bool(weaker(one, than=other)) == (mine != sets)
