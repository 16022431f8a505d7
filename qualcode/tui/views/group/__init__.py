"""The view of the group as data."""
