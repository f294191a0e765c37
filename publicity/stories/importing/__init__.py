"""Texts that come from Word or WPS: a document becomes a story, a paste becomes Markdown. Not the reading itself."""
