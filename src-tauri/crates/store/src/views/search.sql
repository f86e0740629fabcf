CREATE TABLE search_entry (
  place INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key BLOB NOT NULL,
  pupil BLOB NOT NULL,
  body TEXT NOT NULL,
  notes TEXT NOT NULL,
  UNIQUE (kind, key)
) STRICT;

CREATE VIRTUAL TABLE search USING fts5 (
  body, notes,
  content = 'search_entry', content_rowid = 'place', detail = none, columnsize = 0, prefix = '2 3',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co So Cn'"
);
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
