CREATE TABLE import (
  place INTEGER PRIMARY KEY,
  event BLOB NOT NULL UNIQUE,
  recorded_at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  file_name TEXT NOT NULL,
  hash BLOB NOT NULL,
  rows INTEGER NOT NULL,
  problems INTEGER NOT NULL,
  first TEXT,
  last TEXT
) STRICT;
CREATE INDEX import_hash ON import (hash);
