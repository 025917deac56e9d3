"""Speed, always as a ratio to a floor measured in the same run: `python -m bench`, or `python -m bench store http`."""
