"""What a coder can do, one class each: the source of keys, footer, help and palette.

Nothing here imports Textual, so the command line can list the keys without it.
"""
