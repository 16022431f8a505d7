"""The screen in a browser on this computer: a server on 127.0.0.1 that asks for a token once."""
