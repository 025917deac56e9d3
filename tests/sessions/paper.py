"""The same concern as a careful clerk would keep it: slips of paper in a folder, and an hourglass for the worker's time.

Written from the sentences of C1, C2 and C8, and from nothing of the product: no rule of it is called here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

WORKER, AUTHOR, MANAGER, ABOVE, CONTACT, STAND_IN, COVER, STRANGER = range(11, 19)
SEEN_AFTER = 72


@dataclass(frozen=True)
class Slip:
    """One line in the folder: what was done, by whom, and to whom."""

    what: str
    by: int = 0
    to: int = 0
    post: str = ""
    number: int = 0
    void: bool = False
    at: int = 0
    """At which hour, as whoever wrote it down had it."""


@dataclass
class Directory:
    """What hangs on the wall of the personnel office today."""

    line: int = MANAGER
    above: int = ABOVE
    person: int = CONTACT
    stand_in: int = STAND_IN
    instead: str = "agency-person"
    gone: int = 0
    """Who has left, though the wall still names them."""
    chosen: int = 0
    """Whom one of those who keep the concern hung up there themselves."""

    def names(self) -> list[tuple[int, str]]:
        posts = ("line-manager", "next-above", "agency-person", "alternate")
        people = (self.line, self.above if self.line else 0, self.person, self.stand_in)
        return [(who, post) for who, post in zip(people, posts, strict=True) if who]


@dataclass
class Paper:
    """The folder."""

    hours: int
    message: bool = False
    danger: bool = False
    about: frozenset[int] = frozenset()
    slips: list[Slip] = field(default_factory=list)
    unseen: int = 0
    left: int = 0
    still: bool = False
    ran_out_at: int = 0
    run_out_before: bool = False
    reached_at: int | None = None
    at: int = 0
    """True hours since the worker was told."""

    def __post_init__(self) -> None:
        self.unseen, self.left = (SEEN_AFTER if self.message else 0), self.hours
        self.run_out_before = self.run_out()
        self.mark()

    # The hourglass.

    def pass_hours(self, hours: int) -> None:
        self.at += hours
        if self.still:
            return
        waited = min(hours, self.unseen)
        self.unseen -= waited
        if not self.run_out_before and hours - waited >= self.left and not self.unseen:
            self.ran_out_at, self.run_out_before = self.at - hours + waited + self.left, True
        self.left = max(self.left - (hours - waited), 0)

    def unfold(self) -> None:
        """The worker reads the message: from now on the sand is that of their answer."""
        if self.unseen and not self.left:
            self.ran_out_at, self.run_out_before = self.at, True
        self.unseen = 0
        self.mark()

    def mark(self) -> None:
        """The clerk writes down how the sand lies: nothing that is heard later changes what was before this."""
        self.marked = (self.at, self.unseen, self.left, self.ran_out_at, self.run_out_before)

    def begins_to_lie(self, since: int) -> int:
        return max(since, self.marked[0])

    def lie_down(self, since: int) -> None:
        """The clerk hears that the glass should have lain since then, and lets the sand run anew from the last mark."""
        now, start = self.at, self.begins_to_lie(since)
        self.at, self.unseen, self.left, self.ran_out_at, self.run_out_before = self.marked
        self.pass_hours(start - self.at)
        self.still = True
        self.pass_hours(now - start)

    def stand_up(self) -> None:
        """The notice was brought to the worker elsewhere, or they say that they have seen it."""
        if self.still:
            self.still, self.reached_at = False, self.at
            self.mark()

    def reads(self, by: int) -> None:
        """The worker has the notice before them, wherever it was sent."""
        if not self.all("seen"):
            self.note("seen", by=by)
            self.unfold()
        self.stand_up()

    def answers(self, what: str, by: int, **more: Any) -> None:
        """Nobody answers a letter that they have not read."""
        if self.message or self.still:
            self.reads(by)
        self.note(what, by=by, **more)

    def run_out(self) -> bool:
        return not self.unseen and not self.left

    def can_tell_the_time(self, agrees: bool) -> bool:
        """Where somebody was spoken to and given no time, there is nothing to tell."""
        return agrees or (self.hours == 0 and not self.message)

    # Reading the folder.

    def all(self, *what: str) -> list[Slip]:
        return [slip for slip in self.slips if slip.what in what]

    def last(self, *what: str) -> Slip | None:
        found = self.all(*what)
        return found[-1] if found else None

    def open(self) -> bool:
        return not self.all("closed", "withdrawn")

    def keepers(self) -> set[int]:
        cover = self.last("cover")
        return {AUTHOR, cover.by} if cover else {AUTHOR}

    def answer(self) -> str:
        last = self.last("team", "manager", "no")
        return last.what if last else ""

    def settled(self) -> bool:
        """Whether the worker took it there themselves."""
        return self.answer() == "team" or bool(self.all("confirmed"))

    def waiting(self) -> bool:
        answered = self.settled() or self.answer() == "no"
        return self.open() and not answered and not self.all("passed", "notice")

    def notice(self) -> Slip | None:
        """The notice under which somebody may yet be consulted."""
        last = self.last("notice", "consulted")
        return last if last and last.what == "notice" and not self.settled() else None

    def objection(self, notice: Slip) -> Slip | None:
        return next((one for one in self.all("objected") if one.number == notice.number), None)

    def whom(self, directory: Directory, also: frozenset[int] = frozenset()) -> tuple[int, str] | None:
        """The manager of the placement, or whoever takes that place; where the worker objected, whom policy names."""
        struck = {WORKER, directory.gone, directory.chosen} | self.keepers() | self.about | also
        struck |= {slip.to for slip in self.all("consulted")}
        replaced = {slip.to for slip in self.all("objected") if self.is_replaced(slip)}
        struck |= replaced
        fit = [(who, post) for who, post in directory.names() if who not in struck]
        in_vain = {slip.to for slip in self.all("objected")} - replaced
        others = [one for one in fit if one[0] not in in_vain]
        fit, instead = others or fit, also or replaced or (in_vain and others)
        if instead:
            fit = [one for one in fit if one[1] == directory.instead] + fit
        return fit[0] if fit else None

    def is_replaced(self, objected: Slip) -> bool:
        """Whether somebody else was there to take their place, or was named since."""
        since = self.slips[self.slips.index(objected) :]
        return objected.void or any(slip.what == "notice" and slip.to != objected.to for slip in since)

    # What may be done next.

    def may_answer(self, by: int) -> bool:
        late = self.all("passed", "notice")
        return by == WORKER and self.open() and not self.settled() and not late

    def may_say_manager(self, by: int, directory: Directory) -> bool:
        whom = self.whom(directory)
        last = self.last("team", "manager", "no")
        again = last is not None and last.what == "manager" and (last.to, last.post) == whom
        return self.may_answer(by) and whom is not None and not again

    def may_decline(self, by: int) -> bool:
        """The same again, and not a word more, is nothing new."""
        return self.may_answer(by) and self.answer() != "no"

    def may_confirm(self, by: int) -> bool:
        last = self.last("team", "manager", "no")
        named = last is not None and last.what == "manager" and last.to == by
        return named and (bool(self.all("confirmed")) or (self.open() and not self.all("consulted")))

    def may_tell(self, by: int, to: int, directory: Directory, said_at: int, now: int, agrees: bool) -> bool:
        if by not in self.keepers() or not self.open() or self.settled():
            return False
        whom = self.whom(directory)
        if not self._free_to_escalate(agrees) or whom is None or whom[0] != to:
            return False
        ends = 0 if self.answer() == "no" or self.all("passed", "notice") else self.ran_out_at
        return self.follows(said_at, now, ends)

    def follows(self, said_at: int, now: int, ends: int = 0) -> bool:
        """Whether it was said after all that comes first; a slip dated ahead of now had its date from a wrong clock."""
        last = max([ends, *(slip.at for slip in self.slips if slip.what != "by-message")])
        return max(0, min(last, now)) <= said_at <= now

    def _free_to_escalate(self, agrees: bool) -> bool:
        if self.answer() == "no" or self.all("passed", "notice"):
            return True
        return self.can_tell_the_time(agrees) and self.run_out()

    def may_object(self, by: int, number: int) -> bool:
        notice = self.notice()
        fits = notice is not None and notice.number == number and not self.objection(notice)
        return by == WORKER and self.open() and fits

    def may_consult(self, by: int, to: int, words_are_those_told: bool, directory: Directory) -> bool:
        notice = self.notice()
        if by not in self.keepers() or not self.open() or self.settled() or notice is None:
            return False
        objection = self.objection(notice)
        if (objection and objection.void) or by != notice.by or to != notice.to or not words_are_those_told:
            return False
        return self.whom(directory) == (notice.to, notice.post)

    def was_heard(self, now: int, agrees: bool, lost_since: int | None) -> bool:
        """A notice that was written has to be seen, or to lie as long as any message where it can be found, unless there is no time."""
        notice = self.notice()
        assert notice
        sent = next((slip for slip in self.all("by-message") if slip.number == notice.number), None)
        seen = any(slip.number == notice.number for slip in self.all("seen-second"))
        if sent is None or seen or self.danger or not self.hours:
            return True
        return agrees and now >= sent.at + SEEN_AFTER and not self.is_lost(lost_since, sent.at + SEEN_AFTER)

    def is_lost(self, since: int | None, counts_at: int) -> bool:
        """Whether it lay where the worker could not come any more before it counted as read."""
        return since is not None and since < counts_at

    def may_see_second(self, by: int, number: int) -> bool:
        notice = self.notice()
        return by == WORKER and self.open() and notice is not None and notice.number == number

    def may_close(self, by: int) -> bool:
        return by in self.keepers() and self.open() and (self.settled() or bool(self.all("consulted")))

    def may_withdraw(self, by: int) -> bool:
        return by in self.keepers() and self.open() and not self.all("consulted")

    def may_stand_still(self, since: int) -> bool:
        """Again only for what came to be after the worker was reached."""
        anew = self.reached_at is None or since > self.reached_at
        return self.waiting() and not self.danger and not self.still and anew

    def lies_already(self, since: int) -> bool:
        """Whether the glass should have lain since then before it had run out, though nobody has laid it."""
        in_time = not self.run_out() or self.ran_out_at > self.begins_to_lie(since)
        return self.may_stand_still(since) and in_time

    def may_reach(self, by: int, agrees: bool) -> bool:
        return by in self.keepers() and self.open() and self.still and agrees

    def may_see(self, by: int, agrees: bool) -> bool:
        """Whatever the clocks say: the worker reads when they read, and the sand is turned then."""
        return by == WORKER and self.open()

    def may_cover(self, by: int, directory: Directory, said_at: int, now: int) -> bool:
        next_ones = {who for who, _ in directory.names()} | self.about
        fit = by not in next_ones | {WORKER, AUTHOR}
        return self.open() and fit and self.follows(said_at, now)

    def note_cover(self, by: int, said_at: int) -> None:
        """Once for each who takes over."""
        if by not in self.keepers():
            self.note("cover", by=by, at=said_at)

    def may_speak_of_disorder(self, by: int) -> bool:
        """Of a step they took themselves, which whoever covered did too; or as the worker alleges it."""
        return by in {WORKER, AUTHOR} | {slip.by for slip in self.all("cover")}

    def note(self, what: str, **more: Any) -> None:
        self.slips.append(Slip(what, **more))
