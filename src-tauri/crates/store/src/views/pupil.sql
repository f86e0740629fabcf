CREATE TABLE pupil (
  place INTEGER PRIMARY KEY,
  pupil BLOB NOT NULL UNIQUE,
  upn TEXT,
  admission_number TEXT,
  born TEXT,
  name BLOB NOT NULL,
  findable TEXT NOT NULL,
  numbers TEXT NOT NULL,
  year_group TEXT,
  reg_group TEXT,
  sort_key BLOB NOT NULL,
  admitted TEXT,
  left_on TEXT
) STRICT;
CREATE INDEX pupil_upn ON pupil (upn) WHERE upn IS NOT NULL;
CREATE INDEX pupil_admission_number ON pupil (admission_number) WHERE admission_number IS NOT NULL;
CREATE INDEX pupil_sort_key ON pupil (sort_key);

CREATE TABLE pupil_record (pupil BLOB PRIMARY KEY NOT NULL, record BLOB NOT NULL) STRICT;
