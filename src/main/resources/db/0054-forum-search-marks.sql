-- What a search is narrowed to stands beside the words, so that one index answers for both.
UPDATE forum_search s
   SET title = s.title || m.marks, words = s.words || m.marks
  FROM (SELECT f.id,
               array_to_tsvector(
                 ARRAY['@space/' || f.space, '@language/' || f.language, '@state/' || f.state, '@by/' || f.country || '/' || f.handle]
                 || CASE WHEN f.answers = 0 THEN ARRAY['@unanswered'] ELSE ARRAY[]::text[] END) AS marks
          FROM forum_thread f) AS m
 WHERE m.id = s.thread;
