"""Where to begin: blocks of text to choose from and change. They are the same for everybody, and open nothing."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from services.agreements.api.calls import AgreementCall, Agreements
from services.agreements.blocks import (
    RESPONSIBILITIES,
    TAG,
    TOPICS,
    Of,
    ResponsibilityBlock,
    Side,
    TopicBlock,
    offered,
)
from services.agreements.events import Kind
from services.agreements.policy import BLOCKS
from shared.web.routing import Routes

router = Routes("Supervision agreements")
OfSide = Annotated[Side | None, Query(description="Those of this side and no other.")]
FitFor = Annotated[
    Kind | None, Query(description="Those that fit this kind of agreement; contested ones are among them.")
]


@router.get("/agreements/blocks/topics", response_model_exclude_none=True)
def list_topic_blocks(
    call: Agreements, response: Response, side: OfSide = None, kind: FitFor = None
) -> list[TopicBlock]:
    """Topics to begin with. Put a code, a code with words of your own, or any words into `topics`."""
    _for_anybody(call, response)
    return offered(TOPICS, side=side, kind=kind)


@router.get("/agreements/blocks/responsibilities", response_model_exclude_none=True)
def list_responsibility_blocks(
    call: Agreements,
    response: Response,
    of: Annotated[Of | None, Query(description="Whose responsibilities.")] = None,
    side: OfSide = None,
    kind: FitFor = None,
) -> list[ResponsibilityBlock]:
    """Responsibilities of each party to begin with. What you make of them is yours, and free text."""
    _for_anybody(call, response)
    return [one for one in offered(RESPONSIBILITIES, side=side, kind=kind) if of in (None, one.of)]


def _for_anybody(call: AgreementCall, response: Response) -> None:
    call.permit(BLOCKS, frozenset({"anybody"} if call.person else ()), "see")
    response.headers["ETag"] = f'"{TAG}"'
