INSERT INTO pupil (pupil, upn, admission_number, born, name, findable, numbers, year_group, reg_group, sort_key, admitted,
  left_on)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT (pupil) DO UPDATE SET
  upn = excluded.upn, admission_number = excluded.admission_number, born = excluded.born, name = excluded.name,
  findable = excluded.findable, numbers = excluded.numbers, year_group = excluded.year_group,
  reg_group = excluded.reg_group, sort_key = excluded.sort_key, admitted = excluded.admitted,
  left_on = excluded.left_on
