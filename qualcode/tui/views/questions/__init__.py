"""The view of the topic guide's questions."""
