"""Analysis: what the sentences of the sources say, who says it, and how they hang together."""
