"""The organisation's own file as the ground of a brief: its styles, sections, headers, footers and rules."""
