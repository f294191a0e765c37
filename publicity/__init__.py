"""The publicity desk."""
