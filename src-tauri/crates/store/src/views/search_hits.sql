SELECT search_entry.kind, search_entry.key, search_entry.pupil
FROM search JOIN search_entry ON search_entry.place = search.rowid
WHERE search MATCH ?1 AND search.rowid BETWEEN ?2 AND ?3
ORDER BY search.rowid DESC
LIMIT ?4
