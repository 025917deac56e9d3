"""Entries of one's own diary: written, read, written anew, taken away as a file, deleted for good."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID, uuid4

from fastapi import Query, Request, Response

from services.sessions.api.diary.calls import ENTRIES, Diaries
from services.sessions.api.diary.lists import entries, file, listed, taken_away
from services.sessions.domain.diary_entry import Entry
from services.sessions.forms.diary import EntryIn, EntryOut, ListedWriting, entry_form
from services.sessions.forms.taken_away import DiaryFile, FileFormat
from shared.web.reading import After, AsOf, Limit, as_of
from shared.web.routing import Routes

router = Routes("Diary")


@router.post("/diary", status_code=201, response_class=Response)
def write_entry(body: EntryIn, call: Diaries) -> Response:
    """Write in your diary. Nobody else reads it, sees that it is there, or counts it, whatever they are."""
    decision = call.own("keep")
    entry = Entry.write(uuid4(), call.person, body.entry())
    return call.keep(entry, decision, "/diary", lambda diary: diary.list_entry(call.person, entry.id))


@router.get("/diary")
def list_entries(
    request: Request,
    response: Response,
    call: Diaries,
    limit: Limit = 50,
    cursor: Annotated[After, Query(alias="after")] = None,
) -> list[ListedWriting]:
    """Which entries there are in yours, in the order of writing; opens none."""
    call.own("see")
    return listed(request, response, call, entries(call), cursor, limit)


@router.get("/diary/export", response_class=Response, responses=file(DiaryFile))
def export_diary(call: Diaries, format: FileFormat = FileFormat.MARKDOWN) -> Response:
    """All of it as a file. Each entry is opened for that, and accounted for where nobody else looks."""
    decision = call.own("export-diary")

    def opened(id: UUID) -> EntryOut:
        return entry_form(call.desk.store, call.reading(ENTRIES, id), decision, call.acting)

    return taken_away(call, "diary", format, entries(call), opened)


@router.get("/diary/{id}", response_model_exclude_none=True)
def get_entry(
    id: UUID, call: Diaries, response: Response, at: Annotated[AsOf, Query(alias="as_of")] = None
) -> EntryOut:
    """An entry as it reads now, or as it was. This opens it: it is accounted for where nobody else looks."""
    records = call.reading(ENTRIES, id, as_of(at))
    response.headers["ETag"] = f'"{records[-1].stream_version}"'
    return entry_form(call.desk.store, records, call.own("read-diary"), call.acting)


@router.put("/diary/{id}", status_code=204, response_class=Response)
def revise_entry(id: UUID, body: EntryIn, call: Diaries) -> Response:
    """Write the whole of it anew. What it said before stays readable to you, with `as_of`, until you delete the entry."""
    call.reading(ENTRIES, id)
    return call.change(ENTRIES, id, "revise", lambda entry: entry.revise(body.entry()), if_match=True)


@router.delete("/diary/{id}", status_code=204, response_class=Response)
def delete_entry(id: UUID, call: Diaries) -> Response:
    """Delete it for good, with all that it ever said: its key is destroyed, and from now on it answers that it is erased.

    What you copied of it into your portfolio stays there until you delete that too. Backups of keys from before today
    still hold its key; the operator deletes those after a time.
    """
    return call.delete(ENTRIES, id, lambda diary: diary.strike_entry(id))
