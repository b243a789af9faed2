"""Larger models that read a line, in a process of their own: `python -m tutor.encoders NAME HEAD`.

The process that reads keys needs no NumPy, and no key waits for a model to load. Nothing here imports anything
else of the tutor.
"""
