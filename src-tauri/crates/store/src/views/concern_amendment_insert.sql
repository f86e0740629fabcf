INSERT INTO concern_amendment (id, concern, at, author, text, why)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
