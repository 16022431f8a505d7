"""The screens: everything drawn in the terminal, over the one door of the project."""
