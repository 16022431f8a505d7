"""What the study is made of: frozen dataclasses and pure functions, standard library only."""
