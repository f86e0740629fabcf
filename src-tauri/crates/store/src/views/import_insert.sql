INSERT INTO import (event, recorded_at, kind, file_name, hash, rows, problems, first, last)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
