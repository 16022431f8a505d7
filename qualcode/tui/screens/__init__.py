"""Screens: the coding screen and the dialogs over it."""
