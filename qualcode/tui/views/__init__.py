"""The views beside the coding screen: each is a screen in a mode of its own."""
