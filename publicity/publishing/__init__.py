"""Release, correction and withdrawal, the publication log, and its projection into plain files. Not feed formats."""
