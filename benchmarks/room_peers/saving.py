"""Where the peers' polls keep answers: an SQLite file, on the disk when `save` returns, as the room's are."""

import os
import sqlite3

QUESTION = "Where do we lose guests?"
CHOICES = ("Search", "Stay", "Leave", "Return")


def save(choice: str) -> None:
    connection = sqlite3.connect(os.environ["POLL_FILE"], timeout=30, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS answers (choice TEXT)")
    connection.execute("INSERT INTO answers VALUES (?)", [choice])
    connection.close()
