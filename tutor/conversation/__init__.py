"""The tutor's side of the chat: a line of text in, events out."""

from tutor.conversation.conversation import Conversation

__all__ = ["Conversation"]
