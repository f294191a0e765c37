"""The public calendar feed, the private ones, and the page that gives and ends their keys."""
