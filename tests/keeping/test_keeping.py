"""A record's keeping: held, ordered to be erased by one, approved by another, carried out once; whatever the order of it all (C5)."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from shared.aggregate import Refused
from shared.identity import AgencyId, PersonId
from shared.keeping import ErasureReason, Keeping, KeyGone, Standing, Target
from shared.keeping.refusals import (
    ApprovedAlready,
    ErasedAlready,
    NeedsAnotherPerson,
    NoSuchHold,
    NothingSealed,
    NotOrdered,
    OrderedAlready,
    ReleasedAlready,
    ShownUnderHold,
    StillKept,
    UnderHold,
)

ONE, OTHER = PersonId(UUID(int=1)), PersonId(UUID(int=2))
TARGET = Target("session", UUID(int=7), AgencyId(UUID(int=9)))
TODAY = date(2026, 3, 2)
GONE = (KeyGone(key=f"rk:{TARGET.id}", destroyed_at=datetime(2026, 3, 2, tzinfo=UTC)),)
WHY = "Nobody needs it any more."


def keeping() -> Keeping:
    return Keeping(Keeping.id_of(TARGET.type, TARGET.id))


def order(
    one: Keeping,
    by: PersonId = ONE,
    reason: ErasureReason = ErasureReason.RETENTION_OVER,
    kept_until: date | None = None,
    sealed: bool = True,
    held_elsewhere: bool = False,
) -> Keeping:
    stands = Standing(TODAY, kept_until, held_elsewhere)
    one.order_erasure(by, TARGET, reason, WHY, stands, sealed=sealed)
    return one


def approve(
    one: Keeping, by: PersonId = OTHER, kept_until: date | None = None, held_elsewhere: bool = False
) -> None:
    one.approve(by, 35, Standing(TODAY, kept_until, held_elsewhere))


def approved() -> Keeping:
    one = order(keeping())
    approve(one)
    return one


def test_one_orders_and_another_approves_C5() -> None:
    one = order(keeping())
    with pytest.raises(NeedsAnotherPerson):
        approve(one, ONE)

    approve(one)

    assert one.status == "approved"


def test_what_was_carried_out_says_which_keys_are_gone_and_until_when_a_backup_may_hold_them_C5() -> None:
    one = approved()

    one.note_erased(GONE, TODAY)
    one.note_erased(GONE, TODAY + timedelta(days=1))

    assert one.erased is not None
    assert one.status == "erased"
    assert (one.erased.keys, one.erased.backups_until) == (GONE, date(2026, 4, 6))
    assert len(one.new) == 3, "once"


def test_nothing_is_erased_while_any_hold_stands_C5() -> None:
    one = keeping()
    first, second = one.hold(ONE, TARGET, WHY), one.hold(OTHER, TARGET, WHY)
    with pytest.raises(UnderHold):
        order(one)
    one.release(OTHER, first)
    with pytest.raises(UnderHold):
        order(one)
    one.release(OTHER, second)

    order(one)


def test_a_hold_that_comes_after_the_order_keeps_it_from_being_approved_C5() -> None:
    one = order(keeping())
    number = one.hold(OTHER, TARGET, WHY)
    with pytest.raises(UnderHold):
        approve(one)
    one.release(OTHER, number)

    approve(one)


@pytest.mark.parametrize("reason", ErasureReason)
def test_nothing_is_erased_that_a_record_under_a_hold_shows_C5(reason: ErasureReason) -> None:
    with pytest.raises(ShownUnderHold):
        order(keeping(), reason=reason, held_elsewhere=True)
    one = order(keeping(), reason=reason)
    with pytest.raises(ShownUnderHold):
        approve(one, held_elsewhere=True)

    approve(one)


def test_a_hold_that_comes_after_the_approval_comes_too_late_and_says_so_C5() -> None:
    with pytest.raises(ApprovedAlready):
        approved().hold(ONE, TARGET, WHY)


@pytest.mark.parametrize("reason", [ErasureReason.RETENTION_OVER, ErasureReason.OWN_WISH])
def test_while_the_time_of_keeping_runs_nothing_is_erased_that_was_lawful_C5(reason: ErasureReason) -> None:
    with pytest.raises(StillKept):
        order(keeping(), reason=reason, kept_until=TODAY)

    order(keeping(), reason=reason, kept_until=TODAY - timedelta(days=1))


def test_what_was_added_after_the_order_is_kept_as_long_as_anything_C5() -> None:
    one = order(keeping())
    with pytest.raises(StillKept):
        approve(one, kept_until=TODAY)

    approve(one, kept_until=TODAY - timedelta(days=1))


def test_but_no_time_saves_what_should_never_have_been_recorded_C5() -> None:
    one = order(keeping(), reason=ErasureReason.NEVER_LAWFUL, kept_until=TODAY)

    approve(one, kept_until=TODAY)

    assert one.status == "approved"


def test_what_should_never_have_been_recorded_goes_before_its_time_but_not_from_under_a_hold_C5() -> None:
    order(keeping(), reason=ErasureReason.NEVER_LAWFUL, kept_until=TODAY + timedelta(days=900))
    held = keeping()
    held.hold(ONE, TARGET, WHY)

    with pytest.raises(UnderHold):
        order(held, reason=ErasureReason.NEVER_LAWFUL, kept_until=TODAY + timedelta(days=900))


def test_of_what_holds_no_content_nothing_is_erased_C5() -> None:
    one = keeping()
    with pytest.raises(NothingSealed):
        order(one, reason=ErasureReason.NEVER_LAWFUL, sealed=False)

    assert one.new == [], "and so it can be erased once there is any"


def test_an_order_is_taken_back_or_declined_and_may_be_given_again_C5() -> None:
    one = order(keeping())
    with pytest.raises(OrderedAlready):
        order(one, OTHER)
    one.withdraw(OTHER)
    with pytest.raises(NotOrdered):
        approve(one)

    order(one)
    approve(one)

    with pytest.raises(ApprovedAlready):
        one.withdraw(ONE)


def test_what_is_erased_is_neither_held_nor_erased_again_C5() -> None:
    one = approved()
    one.note_erased(GONE, TODAY)
    for act in (lambda: order(one), lambda: one.hold(ONE, TARGET, WHY), lambda: approve(one)):
        with pytest.raises(ErasedAlready):
            act()


def test_a_hold_is_released_once_and_only_one_that_there_is_C5() -> None:
    one = keeping()
    number = one.hold(ONE, TARGET, WHY)
    with pytest.raises(NoSuchHold):
        one.release(ONE, number + 1)
    one.release(ONE, number)

    with pytest.raises(ReleasedAlready):
        one.release(ONE, number)


def test_a_record_has_one_keeping_and_another_record_another() -> None:
    assert Keeping.id_of("session", TARGET.id) == Keeping.id_of("session", TARGET.id)
    assert (
        len({Keeping.id_of(kind, id) for kind in ("session", "concern") for id in (TARGET.id, uuid4())}) == 4
    )


class Keepings(RuleBasedStateMachine):
    """Anything in any order, against what is counted beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.one = keeping()
        self.standing: set[int] = set()
        self.ordered_by: PersonId | None = None

    @rule(by=st.sampled_from([ONE, OTHER]))
    def hold(self, by: PersonId) -> None:
        with suppress(Refused):
            self.standing.add(self.one.hold(by, TARGET, WHY))

    @rule(by=st.sampled_from([ONE, OTHER]), number=st.integers(1, 4))
    def release(self, by: PersonId, number: int) -> None:
        with suppress(Refused):
            self.one.release(by, number)
            self.standing.discard(number)

    @rule(by=st.sampled_from([ONE, OTHER]), reason=st.sampled_from(ErasureReason), left=st.integers(-1, 1))
    def order(self, by: PersonId, reason: ErasureReason, left: int) -> None:
        with suppress(Refused):
            order(self.one, by, reason, TODAY + timedelta(days=left))
            assert left < 0 or reason is ErasureReason.NEVER_LAWFUL
            assert not self.standing
            self.ordered_by = by

    @rule(by=st.sampled_from([ONE, OTHER]))
    def withdraw(self, by: PersonId) -> None:
        with suppress(Refused):
            self.one.withdraw(by)
            self.ordered_by = None

    @rule(by=st.sampled_from([ONE, OTHER]))
    def approve(self, by: PersonId) -> None:
        with suppress(Refused):
            approve(self.one, by)
            assert self.ordered_by is not None
            assert by != self.ordered_by
            assert not self.standing

    @rule()
    def carry_out(self) -> None:
        before = self.one.status
        self.one.note_erased(GONE, TODAY)
        assert (self.one.status == "erased") == (before in ("approved", "erased"))

    @rule()
    def its_history_says_the_same(self) -> None:
        again = Keeping(self.one.id, self.one.new)
        assert (again.status, again.holds, again.order) == (self.one.status, self.one.holds, self.one.order)

    @invariant()
    def a_hold_that_stands_is_known(self) -> None:
        assert set(self.one.holds) == self.standing


TestKeepings = Keepings.TestCase
TestKeepings.settings = settings(max_examples=60, stateful_step_count=20)
