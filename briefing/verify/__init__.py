"""Checking: a delivered file -> an account of every line, statement and note in it, held against the sources."""
