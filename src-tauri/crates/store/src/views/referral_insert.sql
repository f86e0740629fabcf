INSERT INTO referral (id, pupil, at, author, year, number, record)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
