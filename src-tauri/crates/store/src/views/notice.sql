CREATE TABLE notice (
  place INTEGER PRIMARY KEY,
  event BLOB NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  author BLOB NOT NULL,
  kind TEXT NOT NULL,
  person BLOB,
  role TEXT,
  kit INTEGER,
  pupil BLOB
) STRICT;
CREATE TABLE notice_seen (person BLOB NOT NULL, event BLOB NOT NULL, PRIMARY KEY (person, event)) STRICT;
