"""Cheap widgets that repaint only when their content changes."""
