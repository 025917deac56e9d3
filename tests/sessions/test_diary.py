"""The diary's rules: what lies in it, what is written anew, what is deleted (S7)."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.sessions.domain.diary import Diary
from services.sessions.domain.diary_entry import Entry
from services.sessions.domain.diary_refusals import DeletedForGood, UnknownCompetencies, UnknownPrompts
from services.sessions.domain.portfolio import Piece
from services.sessions.events.diary import (
    DiaryEntry,
    DiaryEntryDeleted,
    DiaryEntryListed,
    DiaryEntryRevised,
    DiaryEntryStruck,
    DiaryEntryWritten,
    DiaryFact,
    PortfolioPiece,
    PortfolioPieceCopied,
    PortfolioPieceDeleted,
    PortfolioPieceListed,
    PortfolioPieceRevised,
    PortfolioPieceStruck,
)
from services.sessions.policy.diary import DIARIES, relate_to_writing
from shared.identity import PersonId

OWNER, SOMEBODY = PersonId(UUID(int=11)), PersonId(UUID(int=12))
ID, OTHER, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)
SAID = DiaryEntry(title="Tuesday", on=date(2026, 3, 3), prompts=("K27-10",), text="I explored.")
SHOWN = PortfolioPiece(title="Exploring", competencies=("K7-63",), text="I explore.")
WRITTEN = DiaryEntryWritten(owner=OWNER, entry=SAID)
COPIED = PortfolioPieceCopied(owner=OWNER, entry=ID, piece=SHOWN)


def test_somebody_writes_writes_anew_and_deletes_S7() -> None:
    entry = Entry.write(ID, OWNER, SAID)
    entry.revise(SAID)
    entry.delete()

    assert entry.new == [WRITTEN, DiaryEntryRevised(entry=SAID), DiaryEntryDeleted()]


def test_a_piece_is_copied_written_anew_and_deleted_S7() -> None:
    piece = Piece.copy(OTHER, OWNER, ID, SHOWN)
    piece.revise(SHOWN)
    piece.delete()

    assert piece.new == [COPIED, PortfolioPieceRevised(piece=SHOWN), PortfolioPieceDeleted()]


@pytest.mark.parametrize("act", [lambda one: one.revise(SAID), lambda one: one.delete()])
def test_nothing_comes_after_an_entrys_deletion_S7(act) -> None:
    with pytest.raises(DeletedForGood):
        act(Entry(ID, [WRITTEN, DiaryEntryDeleted()]))


@pytest.mark.parametrize("act", [lambda one: one.revise(SHOWN), lambda one: one.delete()])
def test_nothing_comes_after_a_pieces_deletion_S7(act) -> None:
    with pytest.raises(DeletedForGood):
        act(Piece(OTHER, [COPIED, PortfolioPieceDeleted()]))


def test_an_entry_goes_by_prompts_of_the_catalogue_or_by_none_K27() -> None:
    with pytest.raises(UnknownPrompts) as refused:
        Entry.write(ID, OWNER, SAID.model_copy(update={"prompts": ("K27-10", "K7-10")}))
    assert refused.value.fields == ("prompts",)
    assert Entry.write(ID, OWNER, DiaryEntry(text="Only this.")).new


def test_a_piece_is_about_competences_of_the_catalogue_that_a_worker_has_K7() -> None:
    for code in ("K27-10", "K7-124"):
        with pytest.raises(UnknownCompetencies):
            Piece.copy(OTHER, OWNER, ID, SHOWN.model_copy(update={"competencies": (code,)}))


def test_everybody_has_one_diary_and_nobody_shares_it_S7() -> None:
    assert Diary.id_of(OWNER) == Diary.id_of(OWNER) == UUID("d4da8b52-069b-5c3d-9cfe-dbdc1f16d782")
    assert Diary.id_of(OWNER) != Diary.id_of(SOMEBODY)


def test_what_is_written_is_its_owners_by_the_record_itself_S7() -> None:
    for writing in (Entry(ID, [WRITTEN]), Piece(OTHER, [COPIED])):
        assert relate_to_writing(writing, OWNER) == {"owner"}
        assert relate_to_writing(writing, SOMEBODY) == frozenset()
    assert {who for rule in DIARIES.rules for who in rule.who} == {"owner"}


def test_a_diary_holds_what_was_entered_and_not_struck_in_its_order_S7() -> None:
    history: list[DiaryFact] = [
        DiaryEntryListed(owner=OWNER, entry=ID),
        DiaryEntryListed(owner=OWNER, entry=OTHER),
        PortfolioPieceListed(piece=THIRD),
        DiaryEntryStruck(entry=ID),
    ]
    assert (Diary(THIRD, history).entries, Diary(THIRD, history).pieces) == ((OTHER,), (THIRD,))
    history.append(PortfolioPieceStruck(piece=THIRD))
    assert (Diary(THIRD, history).entries, Diary(THIRD, history).pieces) == ((OTHER,), ())


class Kept(RuleBasedStateMachine):
    """A diary against two plain lists."""

    def __init__(self) -> None:
        super().__init__()
        self.diary = Diary(Diary.id_of(OWNER))
        self.entries: list[UUID] = []
        self.pieces: list[UUID] = []

    @rule(id=st.uuids())
    def enter(self, id: UUID) -> None:
        self.diary.list_entry(OWNER, id)
        self.entries.append(id)

    @rule(id=st.uuids())
    def copy(self, id: UUID) -> None:
        self.diary.list_piece(id)
        self.pieces.append(id)

    @rule(data=st.data())
    def strike(self, data: st.DataObject) -> None:
        for listed, strike in (
            (self.entries, self.diary.strike_entry),
            (self.pieces, self.diary.strike_piece),
        ):
            if listed:
                one = data.draw(st.sampled_from(listed))
                strike(one)
                listed.remove(one)

    @invariant()
    def it_reads_the_same_from_its_history(self) -> None:
        again = Diary(self.diary.id, self.diary.new)
        assert list(again.entries) == list(self.diary.entries) == self.entries
        assert list(again.pieces) == list(self.diary.pieces) == self.pieces


TestADiaryIsWhatWasEnteredInIt = Kept.TestCase
