"""The DOCX writer: body, notes and styles as XML of our own making; package and parts by python-docx."""
