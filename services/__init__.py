"""A service keeps the history of one subject, decides by its rules alone, and hears of the others only by their facts.

Inside: `events` (what it records), `domain` (its rules), `policy` (who may), `views`, `reactions`, `api`.
"""
