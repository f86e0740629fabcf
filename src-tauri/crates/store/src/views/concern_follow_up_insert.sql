INSERT INTO concern_follow_up (id, concern, at, author, pupil, record)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
