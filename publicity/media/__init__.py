"""Pictures, film, sound and papers: taken in by what they are, kept as given, shown only in stripped renditions.

Not here: which story a file belongs to (stories), and what readers may fetch (publishing).
"""
