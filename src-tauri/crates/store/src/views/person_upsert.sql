INSERT INTO person (person, place, name, role, signing_key, slot_key, removed, passphrase_at, added_at, role_at)
VALUES (?1, (SELECT coalesce(max(place), 0) + 1 FROM person), ?2, ?3, ?4, ?5, 0, ?6, ?6, ?6)
ON CONFLICT (person) DO UPDATE SET
  name = excluded.name, signing_key = excluded.signing_key, slot_key = excluded.slot_key,
  -- Whoever is let back in with the role they had has it since then.
  role_at = CASE WHEN person.role = excluded.role THEN person.role_at ELSE excluded.role_at END,
  role = excluded.role, removed = 0, passphrase_at = excluded.passphrase_at
