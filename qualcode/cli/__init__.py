"""The command line: one thin module per noun over the project's one door."""
