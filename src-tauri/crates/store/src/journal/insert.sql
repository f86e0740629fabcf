INSERT INTO event (id, device_id, seq, hlc, recorded_at, author_id, author_key_id, kind, version, corrects, vault_id, epoch,
  payload_hash, prev_hash, hash, signature)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
