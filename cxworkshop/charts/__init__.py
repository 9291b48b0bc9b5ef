"""Results as Altair charts, one theme."""
