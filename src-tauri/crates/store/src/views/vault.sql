CREATE TABLE vault (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  school_name TEXT NOT NULL,
  laestab TEXT NOT NULL,
  made_up INTEGER NOT NULL
) STRICT;
