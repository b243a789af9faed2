"""Tests of what Keras accepts in silence."""
