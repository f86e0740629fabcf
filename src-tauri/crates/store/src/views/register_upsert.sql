INSERT INTO register (year, pupil, marks) VALUES (?1, ?2, ?3)
ON CONFLICT (year, pupil) DO UPDATE SET marks = excluded.marks
