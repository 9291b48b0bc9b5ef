"""The workshop as frozen models and a log of events; no I/O, no tables."""
