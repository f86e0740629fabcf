SELECT event.id, event.recorded_at, event.author_id, event.kind, payload.subject_id, event.corrects, act.person, act.role, act.kit
FROM event
LEFT JOIN payload ON payload.event_id = event.id AND payload.part = 0
LEFT JOIN person_act AS act ON act.event = event.id
WHERE event.hlc >= ?4 AND event.recorded_at >= ?5 AND event.recorded_at < ?6
  AND (?3 IS NULL OR event.author_id = ?3 OR act.person = ?3)
  AND event.id IN (SELECT event_id FROM payload WHERE subject_id = ?2)
ORDER BY event.hlc DESC, event.device_id DESC, event.seq DESC
LIMIT ?1
