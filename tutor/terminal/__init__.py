"""The only room that touches the terminal: what it can do, what is typed, what is shown."""
