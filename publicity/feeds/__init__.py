"""RSS, Atom, JSON Feed and OPML of what has been published. Builders are pure; nothing here decides what is public."""
