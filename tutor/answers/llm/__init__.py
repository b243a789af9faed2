"""The learner's own language model, where one is set up."""
