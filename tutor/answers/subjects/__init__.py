"""Questions about the live session, one file each. A new one is its file here, and its voices."""
