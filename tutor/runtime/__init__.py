"""Code that runs inside the session's process. It is shipped there as source and imports nothing of the tutor."""
