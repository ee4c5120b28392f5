-- The forum's open spaces. Every row is what a persona signed, as it came, and what the server derived from it so that it can
-- list and search; clients judge the acts themselves. Nothing here says which officer a persona is. Times are epoch seconds.

CREATE TABLE forum_thread (
  id       bytea   PRIMARY KEY CHECK (length(id) = 16),
  space    text    NOT NULL CHECK (length(space) BETWEEN 1 AND 40),
  language text    NOT NULL CHECK (length(language) = 2),
  tags     text[]  NOT NULL CHECK (cardinality(tags) <= 5),
  state    text    NOT NULL CHECK (length(state) BETWEEN 1 AND 40),
  country  text    NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  handle   text    NOT NULL CHECK (length(handle) BETWEEN 1 AND 32),
  claimer  text    CHECK (length(claimer) BETWEEN 4 AND 40),
  created  bigint  NOT NULL CHECK (created >= 0),
  moved    bigint  NOT NULL CHECK (moved >= created),
  answers  int     NOT NULL DEFAULT 0 CHECK (answers >= 0),
  votes    int     NOT NULL DEFAULT 0 CHECK (votes >= 0),
  turns    int     NOT NULL DEFAULT 0 CHECK (turns >= 0),
  head     bytea   NOT NULL CHECK (length(head) = 32)
) WITH (fillfactor = 80);
CREATE INDEX forum_thread_moved ON forum_thread (moved DESC, id);
CREATE INDEX forum_thread_tags ON forum_thread USING gin (tags);
CREATE INDEX forum_thread_claimer ON forum_thread (claimer) WHERE claimer IS NOT NULL;

-- Questions, answers, comments, edits and turns in the order in which the server took them. An erased one keeps its place: what
-- it said is gone, its digest stays, and a moderator's signed removal says why.
CREATE TABLE forum_act (
  seq     bigint PRIMARY KEY CHECK (seq >= 1),
  thread  bytea  NOT NULL REFERENCES forum_thread (id),
  id      bytea  NOT NULL CHECK (length(id) = 16),
  kind    text   NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  step    text   CHECK (length(step) BETWEEN 1 AND 40),
  post    bytea  CHECK (length(post) = 16),
  digest  bytea  NOT NULL CHECK (length(digest) = 32),
  country text   NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  handle  text   NOT NULL CHECK (length(handle) BETWEEN 1 AND 32),
  badge   text   NOT NULL CHECK (length(badge) BETWEEN 1 AND 40),
  topics  text[] NOT NULL CHECK (cardinality(topics) <= 16),
  leaf    bigint NOT NULL CHECK (leaf >= 0),
  at      bigint NOT NULL CHECK (at >= 0),
  act     bytea  CHECK (length(act) BETWEEN 1 AND 98304),
  UNIQUE (thread, id)
);
CREATE INDEX forum_act_thread ON forum_act (thread, seq);
CREATE INDEX forum_act_author ON forum_act (handle, country, at);
CREATE INDEX forum_act_steps ON forum_act (seq) WHERE step IN ('warn', 'hide', 'remove', 'restore', 'uphold', 'appeal', 'lock', 'unlock', 'move', 'duplicate', 'reopen');

CREATE TABLE forum_vote (
  post    bytea  NOT NULL CHECK (length(post) = 16),
  country text   NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  handle  text   NOT NULL CHECK (length(handle) BETWEEN 1 AND 32),
  thread  bytea  NOT NULL REFERENCES forum_thread (id),
  at      bigint NOT NULL CHECK (at >= 0),
  act     bytea  NOT NULL CHECK (length(act) BETWEEN 1 AND 8192),
  PRIMARY KEY (post, country, handle)
);
CREATE INDEX forum_vote_thread ON forum_vote (thread);

-- For moderators' eyes. Who reported is known to them and to nobody else.
CREATE TABLE forum_report (
  seq     bigint PRIMARY KEY CHECK (seq >= 1),
  thread  bytea  NOT NULL REFERENCES forum_thread (id),
  post    bytea  NOT NULL CHECK (length(post) = 16),
  reason  text   NOT NULL CHECK (length(reason) BETWEEN 1 AND 40),
  country text   NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  handle  text   NOT NULL CHECK (length(handle) BETWEEN 1 AND 32),
  leaf    bigint NOT NULL CHECK (leaf >= 0),
  at      bigint NOT NULL CHECK (at >= 0),
  closed  bigint CHECK (closed >= at),
  act     bytea  NOT NULL CHECK (length(act) BETWEEN 1 AND 16384),
  UNIQUE (post, country, handle)
);
CREATE INDEX forum_report_open ON forum_report (seq) WHERE closed IS NULL;

-- To whom the server showed a new question first; it chooses by topic and by how many questions somebody has at hand.
CREATE TABLE forum_route (
  thread  bytea  NOT NULL REFERENCES forum_thread (id),
  country text   NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  handle  text   NOT NULL CHECK (length(handle) BETWEEN 1 AND 32),
  at      bigint NOT NULL CHECK (at >= 0),
  PRIMARY KEY (thread, country, handle)
);
CREATE INDEX forum_route_handle ON forum_route (handle, country);

-- Personas as the log has them, for routing and lists; derived, and rebuilt from the log.
CREATE TABLE forum_persona (
  country text   NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  handle  text   NOT NULL CHECK (length(handle) BETWEEN 1 AND 32),
  badge   text   NOT NULL CHECK (length(badge) BETWEEN 1 AND 40),
  topics  text[] NOT NULL CHECK (cardinality(topics) <= 16),
  leaf    bigint NOT NULL CHECK (leaf >= 0),
  PRIMARY KEY (country, handle)
);
CREATE INDEX forum_persona_topics ON forum_persona USING gin (topics);
