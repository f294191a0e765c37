"""The reviewers' side: queues, decisions, comments, risk, secrecy. Not the change of state, see stories.lifecycle."""
