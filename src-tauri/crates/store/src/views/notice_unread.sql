SELECT event, at, author, kind, person, role, kit, pupil FROM notice
WHERE author <> ?1
  AND place > (SELECT min(place) FROM notice WHERE kind = 'person_added' AND person = ?1)
  AND event NOT IN (SELECT event FROM notice_seen WHERE person = ?1)
ORDER BY place
