CREATE TABLE person (
  person BLOB PRIMARY KEY NOT NULL,
  place INTEGER NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  signing_key BLOB NOT NULL,
  slot_key BLOB NOT NULL,
  removed INTEGER NOT NULL,
  passphrase_at INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  role_at INTEGER NOT NULL
) STRICT;
CREATE TABLE person_key (
  person BLOB NOT NULL,
  signing_key BLOB NOT NULL,
  slot_key BLOB NOT NULL,
  PRIMARY KEY (person, signing_key, slot_key)
) STRICT;
CREATE TABLE person_act (
  event BLOB PRIMARY KEY NOT NULL,
  person BLOB,
  role TEXT,
  kit INTEGER
) STRICT;
CREATE INDEX person_act_person ON person_act (person);
