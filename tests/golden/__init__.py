"""Every form in which a fact was ever stored, kept for ever: lines are added and never changed."""
