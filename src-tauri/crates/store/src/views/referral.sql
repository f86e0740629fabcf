CREATE TABLE referral (
  place INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  pupil BLOB NOT NULL,
  at INTEGER NOT NULL,
  author BLOB NOT NULL,
  year INTEGER,
  number INTEGER,
  record BLOB NOT NULL
) STRICT;
CREATE INDEX referral_pupil ON referral (pupil);
CREATE INDEX referral_number ON referral (year, number);
