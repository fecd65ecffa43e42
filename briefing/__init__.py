"""Briefing assembles a policy brief from source material and sets it as DOCX and PDF with footnotes."""

__all__ = ["__version__"]

__version__ = "0.1.0"
