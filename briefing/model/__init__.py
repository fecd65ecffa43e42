"""The value types and the pure rules of the marks: imports nothing of ours and nothing third-party."""
