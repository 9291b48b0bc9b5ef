"""The workshop file: store, session, archive."""
