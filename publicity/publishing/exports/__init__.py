"""Carrying a story out by hand: WeChat article, document, pack for media, plain text. Not the release or the feeds."""
