CREATE TABLE attachment (
  place INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  concern BLOB NOT NULL,
  pupil BLOB NOT NULL,
  at INTEGER NOT NULL,
  author BLOB NOT NULL,
  record BLOB NOT NULL
) STRICT;
CREATE INDEX attachment_of_concern ON attachment (concern);

CREATE TABLE attachment_saved (
  id BLOB PRIMARY KEY,
  concern BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_saved_of_concern ON attachment_saved (concern);
