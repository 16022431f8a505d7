"""Files in and out: bytes to domain objects and back; nothing but qualcode.domain is imported."""
