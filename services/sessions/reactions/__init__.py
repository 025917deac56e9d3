"""What a date sets off here; people act on it, or don't."""

from services.sessions.reactions.feedback import close_feedback_rounds

__all__ = ["close_feedback_rounds"]
