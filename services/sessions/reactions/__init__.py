"""What is made good, and what dates set off, in supervision as it is held."""

from services.sessions.reactions.diary import destroy_keys_of_what_was_deleted

__all__ = ["destroy_keys_of_what_was_deleted"]
