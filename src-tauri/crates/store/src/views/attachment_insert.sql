INSERT INTO attachment (id, concern, pupil, at, author, record)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
