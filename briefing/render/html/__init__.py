"""A document as one HTML page: no script, nothing fetched, the notes at its end and where they are asked for."""
