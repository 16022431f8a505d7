"""Errors that are sentences, each with the exit code the command line gives for it.

QualcodeError
├── BadInput        2   the file, line or name that was given cannot be used
├── Refused         1   understood, and the answer is no (nothing was changed)
├── Damaged         1   the project file is damaged
├── NoSuchProject  10   there is no project at that place
├── Locked         11   another program has the project open
└── Cancelled     130   the user stopped it; nothing was changed
"""

from __future__ import annotations


class QualcodeError(Exception):
    """A failure that is told to the user as one sentence."""

    exit_code = 2


class BadInput(QualcodeError):
    """What was given cannot be used; the sentence names the file, line or name."""

    exit_code = 2


class Refused(QualcodeError):
    """The request was understood and is not done; nothing was changed."""

    exit_code = 1


class Damaged(QualcodeError):
    """The project file is damaged or is not what it says it is."""

    exit_code = 1


class NoSuchProject(QualcodeError):
    """There is no project at the place that was named."""

    exit_code = 10


class Locked(QualcodeError):
    """Another program has the project open for writing."""

    exit_code = 11


class Cancelled(QualcodeError):
    """The user stopped the work; nothing was changed."""

    exit_code = 130
