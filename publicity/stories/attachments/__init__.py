"""The page on which files are put to a story and taken off it. Not the library of files, which is media."""
