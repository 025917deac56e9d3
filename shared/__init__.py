"""Mechanics only: how facts are kept, sealed, published and shown. No noun of the domain lives here."""
