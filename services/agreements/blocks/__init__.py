"""Blocks of text to begin an agreement with: topics (K3) and responsibilities (K5). What is written from them is free."""

from services.agreements.blocks.catalogue import (
    RESPONSIBILITIES,
    TAG,
    TOPICS,
    Of,
    ResponsibilityBlock,
    Side,
    TopicBlock,
    offered,
)
from services.agreements.blocks.lines import code_of

__all__ = [
    "RESPONSIBILITIES",
    "TAG",
    "TOPICS",
    "Of",
    "ResponsibilityBlock",
    "Side",
    "TopicBlock",
    "code_of",
    "offered",
]
