"""Measurements. They print numbers and judge nothing."""
