SELECT event.id, event.recorded_at, event.author_id, event.kind, payload.subject_id, event.corrects
FROM event
LEFT JOIN payload ON payload.event_id = event.id AND payload.part = 0
WHERE event.id IN (SELECT event_id FROM payload WHERE subject_id = ?2)
ORDER BY event.hlc DESC, event.device_id DESC, event.seq DESC
LIMIT ?1
