INSERT INTO concern (id, recorded_at, author, read, original)
VALUES (?1, ?2, ?3, ?4, ?5)
