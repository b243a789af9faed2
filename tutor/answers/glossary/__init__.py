"""The entries of the glossary, by name and by topic."""
