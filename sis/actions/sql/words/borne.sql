-- Every word on file, once for each kind, and in small letters.
SELECT kind, min(word), lower(word) FROM sis_wordbearer GROUP BY kind, lower(word)
