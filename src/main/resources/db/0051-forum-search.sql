-- What the forum's search looks at: one row a question with all that is said below it, derived from the acts and made anew
-- whenever one of them is stored, edited or hidden. Lexemes come from the program, so that no setting of the database changes
-- what is found. Times are epoch seconds. A column of its own for titles: they are few words, and say the most.
CREATE TABLE forum_search (
  thread   bytea    PRIMARY KEY CHECK (length(thread) = 16),
  moved    bigint   NOT NULL CHECK (moved >= 0),
  language text     NOT NULL CHECK (length(language) = 2),
  title    tsvector NOT NULL,
  words    tsvector NOT NULL,
  body     text     NOT NULL CHECK (length(body) <= 60000)
);
-- Read for some hundred candidates a search: taking it apart again would cost more than its room on the disk.
ALTER TABLE forum_search ALTER COLUMN words SET STORAGE EXTERNAL;
-- No list of pending entries: who searches would pay for who writes.
CREATE INDEX forum_search_title ON forum_search USING gin (title) WITH (fastupdate = off);
CREATE INDEX forum_search_words ON forum_search USING gin (words) WITH (fastupdate = off);
