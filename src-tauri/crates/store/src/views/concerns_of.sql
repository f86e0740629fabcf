SELECT concern.id, concern.recorded_at, concern.author, concern.read, concern.original, concern.current, concern_pupil.part
FROM concern_pupil
JOIN concern ON concern.id = concern_pupil.concern
WHERE concern_pupil.pupil = ?1
ORDER BY concern.place
