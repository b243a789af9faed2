"""Everything that lies in files: lessons, progress, transcripts. The only room that knows YAML and SQLite."""
