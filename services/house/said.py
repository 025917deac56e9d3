"""Refusals whose message is what the operator reads."""


class CannotOpen(Exception):
    """The house cannot be opened; the message says what to do."""


class Said(Exception):
    """A command was refused; the message says why."""
