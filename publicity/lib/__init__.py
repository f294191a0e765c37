"""Leaf helpers without domain words: text, html, http, diff, files."""
