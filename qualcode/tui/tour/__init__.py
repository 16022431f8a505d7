"""The two-minute tour: one thing to do at a time, on a private copy of the sample study."""
