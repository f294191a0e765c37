"""Organisations, accounts, roles and signing in. What a role may do to a thing is asked by each feature's actions."""
