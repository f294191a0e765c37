"""Organisations, accounts, roles and signing in. Not what a role may do to a thing: each feature's actions ask `permissions`."""
