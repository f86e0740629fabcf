CREATE TABLE register (
  year INTEGER NOT NULL,
  pupil BLOB NOT NULL,
  marks BLOB NOT NULL,
  PRIMARY KEY (year, pupil)
) STRICT, WITHOUT ROWID;
CREATE INDEX register_pupil ON register (pupil, year);
