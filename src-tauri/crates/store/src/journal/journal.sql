CREATE TABLE here (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  vault_id BLOB NOT NULL CHECK (length(vault_id) = 16),
  epoch INTEGER NOT NULL,
  device_id BLOB NOT NULL CHECK (length(device_id) = 16)
) STRICT;

CREATE TABLE event (
  id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
  device_id BLOB NOT NULL,
  seq INTEGER NOT NULL,
  hlc INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  author_id BLOB NOT NULL,
  author_key_id BLOB NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  corrects BLOB,
  vault_id BLOB NOT NULL,
  epoch INTEGER NOT NULL,
  payload_hash BLOB NOT NULL,
  prev_hash BLOB NOT NULL,
  hash BLOB NOT NULL,
  signature BLOB NOT NULL,
  UNIQUE (device_id, seq)
) STRICT;

CREATE INDEX event_order ON event (hlc, device_id, seq);

CREATE TABLE payload (
  event_id BLOB NOT NULL,
  part INTEGER NOT NULL,
  subject_id BLOB,
  salt BLOB NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (event_id, part)
) STRICT;

CREATE INDEX payload_subject ON payload (subject_id, event_id) WHERE subject_id IS NOT NULL;

CREATE TRIGGER event_is_never_updated BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never updated'); END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

-- REPLACE deletes without asking the trigger above.
CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM event WHERE device_id = NEW.device_id AND seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'an event is never replaced'); END;

CREATE TABLE draft (
  id BLOB PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  pupil BLOB,
  body TEXT NOT NULL,
  saved_at INTEGER NOT NULL
) STRICT;

CREATE TABLE view (name TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL) STRICT;
