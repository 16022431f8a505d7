"""The revisions of the project file."""
