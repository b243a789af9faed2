"""A file of the learner's own, of rows and columns: what is in it, how it is loaded. Reads text, runs nothing."""
