"""Case stories: templates, drafting, immutable revisions, one state. Not the review steps, not what readers see."""
