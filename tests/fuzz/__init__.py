"""Files that nobody has thought of: `python -m tests.fuzz 100000`."""
