"""Ask a language model where sentences belong, and keep what it answers."""
