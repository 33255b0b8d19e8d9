"""Migration: running cases taken to another version of their process, as far as nothing of the law is lost by it."""
