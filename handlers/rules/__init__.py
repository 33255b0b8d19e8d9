"""The regulation as pure functions over frozen facts. Standard library only."""
