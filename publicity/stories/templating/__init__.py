"""Trying a template out before it is kept, and resting one that is not to be offered. Storage is shelf."""
