"""Bytes in, domain objects out. Nothing is loaded here: a screen that opens needs no reader."""
