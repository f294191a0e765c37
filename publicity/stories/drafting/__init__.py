"""The officer's pages while a story is a draft: editor, fact sheet, revisions, waivers. Not the story's own page."""
