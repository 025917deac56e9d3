"""Why some texts of feedback are not sealed."""

from typing import Final

RECORDS: Final = {
    "sessions.FeedbackRoundOpened items[]": "codes of the catalogue; the rule refuses anything else",
    "sessions.FeedbackRoundClosed figures[].item": "a code of the catalogue, from the code",
}
