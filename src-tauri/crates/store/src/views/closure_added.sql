INSERT OR IGNORE INTO entry_file (pupil, entry)
SELECT entry_file.pupil, added.id
FROM entry_file, (
  SELECT id FROM concern_amendment WHERE concern = ?1
  UNION
  SELECT id FROM concern_follow_up WHERE concern = ?1
  UNION
  SELECT id FROM attachment WHERE concern = ?1
  UNION
  SELECT id FROM attachment_saved WHERE concern = ?1
) AS added
WHERE entry_file.entry = ?1
