"""The discussion by speaker: who said how much and when, and one person's talk as one reading."""

from __future__ import annotations

from qualcode.tui.views.speakers.view import SpeakersView

__all__ = ["SpeakersView"]
