INSERT INTO person (person, place, name, role, signing_key, slot_key, removed, passphrase_at)
VALUES (?1, (SELECT coalesce(max(place), 0) + 1 FROM person), ?2, ?3, ?4, ?5, 0, ?6)
ON CONFLICT (person) DO UPDATE SET
  name = excluded.name, role = excluded.role, signing_key = excluded.signing_key, slot_key = excluded.slot_key,
  removed = 0, passphrase_at = excluded.passphrase_at
