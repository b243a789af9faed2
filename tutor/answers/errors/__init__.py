"""Errors and warnings in plain words, and what would put them right."""
