"""The PDF: inlines become lines, blocks become bands, bands become pages, and pages are painted."""
