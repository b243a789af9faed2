"""What a line of a learner is about: one trained model, the situation in which it was typed, and how sure that is.

A **class** is what a line can be about: the id of a glossary entry, `=subject` for a question that the live
session answers, `@request` for one about the lesson or the tutor, `none` for what is none of our business. A
**voice** is one way to ask for a class; `lessons/voices` holds them, and `python -m tutor.authoring.training`
trains on them.
"""
