SELECT person.person, name, role, signing_key, slot_key, removed, passphrase_at, added_at, role_at, acted.at
FROM person
LEFT JOIN (SELECT author_id, max(recorded_at) AS at FROM event GROUP BY author_id) AS acted ON acted.author_id = person.person
ORDER BY person.place
