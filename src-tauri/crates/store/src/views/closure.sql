CREATE TABLE closure (
  pupil BLOB PRIMARY KEY,
  at INTEGER NOT NULL,
  author BLOB NOT NULL,
  record BLOB NOT NULL
) STRICT;

CREATE TABLE emergency_opening (
  id BLOB PRIMARY KEY,
  pupil BLOB NOT NULL,
  at INTEGER NOT NULL,
  author BLOB NOT NULL,
  reason TEXT NOT NULL,
  ended INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX emergency_opening_of_pupil ON emergency_opening (pupil, at);

CREATE TABLE entry_file (
  pupil BLOB NOT NULL,
  entry BLOB NOT NULL,
  PRIMARY KEY (pupil, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_file_of_entry ON entry_file (entry);
