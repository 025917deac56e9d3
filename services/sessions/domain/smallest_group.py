"""Of how few people nothing is told."""

from typing import Final

SMALLEST_GROUP: Final = 11
"""In a smaller group somebody could be recognised; CMS, in the United States, publishes no smaller cell either, nor what it follows from (C5)."""
