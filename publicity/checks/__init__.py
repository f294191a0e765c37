"""Checks look at a frozen draft and return findings. Pure: no Flask, no session, no clock, no file read in a check."""
