"""From evidence to a document: what is printed, in which words of ours, under which notes."""
