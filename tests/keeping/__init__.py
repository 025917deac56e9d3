"""How content is held and erased."""
