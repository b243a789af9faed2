"""Review: what a learner got wrong, looked up or asked about comes back when it is about to be forgotten.

An **item** is one thing that can be asked again: a quiz, a guess, a repair, a line with fresh numbers, a sum, a
term. Each has a **card**, the state of the FSRS scheduler (the `fsrs` package). A review is a lesson made of the
items that are due, so every answer is judged as in a lesson.
"""
