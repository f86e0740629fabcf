CREATE TABLE concern (
  place INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  recorded_at INTEGER NOT NULL,
  author BLOB NOT NULL,
  read INTEGER NOT NULL,
  original BLOB NOT NULL,
  current BLOB
) STRICT;
CREATE INDEX concern_unread ON concern (place) WHERE read = 0;

CREATE TABLE concern_pupil (
  pupil BLOB NOT NULL,
  concern BLOB NOT NULL,
  part TEXT,
  PRIMARY KEY (pupil, concern)
) STRICT, WITHOUT ROWID;
CREATE INDEX concern_pupil_concern ON concern_pupil (concern);

CREATE TABLE concern_amendment (
  place INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  concern BLOB NOT NULL,
  at INTEGER NOT NULL,
  author BLOB NOT NULL,
  text BLOB NOT NULL,
  why TEXT NOT NULL
) STRICT;
CREATE INDEX concern_amendment_concern ON concern_amendment (concern, place);

CREATE TABLE concern_follow_up (
  place INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  concern BLOB NOT NULL,
  at INTEGER NOT NULL,
  author BLOB NOT NULL,
  pupil BLOB NOT NULL,
  record BLOB NOT NULL
) STRICT;
CREATE INDEX concern_follow_up_concern ON concern_follow_up (concern, place);
