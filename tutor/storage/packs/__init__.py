"""Courses of others: brought here as files, without running any of them, and kept each in a folder of its own."""
