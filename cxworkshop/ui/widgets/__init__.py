"""Small parts that every step uses."""
