-- Who is woken (C5): clocks from what clients told of a case, alerts by desk, and a log of every try. No row says what a case is
-- about. Times are epoch seconds.

-- What is due in a case by its newest hint, and when its next reminder is rung.
CREATE TABLE clock (
  conversation bytea  NOT NULL CHECK (length(conversation) = 16),
  kind         text   NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  due          bigint NOT NULL CHECK (due >= 0),
  next         bigint CHECK (next <= due),
  PRIMARY KEY (conversation, kind)
);
CREATE INDEX clock_next ON clock (next) WHERE next IS NOT NULL;

-- One thing that one desk is woken for. It ends when the case moves on, or when it was rung often enough.
CREATE TABLE alert (
  id           bytea  PRIMARY KEY CHECK (length(id) = 16),
  conversation bytea  NOT NULL CHECK (length(conversation) = 16),
  desk         text   NOT NULL CHECK (length(desk) BETWEEN 6 AND 20),
  urgency      text   NOT NULL CHECK (length(urgency) BETWEEN 1 AND 40),
  step         text   NOT NULL CHECK (length(step) BETWEEN 1 AND 40),
  occasion     bigint NOT NULL CHECK (occasion >= 0),
  raised       bigint NOT NULL CHECK (raised >= 0),
  rounds       int    NOT NULL DEFAULT 0 CHECK (rounds >= 0),
  first        bigint CHECK (first >= 0),
  rung         bigint CHECK (rung >= 0),
  next         bigint CHECK (next >= 0),
  ended        bigint CHECK (ended >= 0),
  UNIQUE (conversation, desk, step, occasion),
  CHECK ((next IS NULL) = (ended IS NOT NULL)),
  CHECK ((rounds = 0) = (rung IS NULL) AND (rung IS NULL) = (first IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX alert_next ON alert (next) WHERE next IS NOT NULL;
CREATE INDEX alert_ended ON alert (ended);
CREATE INDEX alert_desk ON alert (desk, raised);

-- Webhooks and mails that are still to be called for the newest round; a node takes one by moving its time.
CREATE TABLE alert_call (
  alert  bytea    NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
  door   text     NOT NULL CHECK (door IN ('webhook', 'mail')),
  place  smallint NOT NULL CHECK (place BETWEEN 0 AND 15),
  target text     NOT NULL CHECK (length(target) BETWEEN 1 AND 300),
  round  int      NOT NULL CHECK (round >= 1),
  tries  int      NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 10),
  next   bigint   NOT NULL CHECK (next >= 0),
  PRIMARY KEY (alert, door, place)
);
CREATE INDEX alert_call_next ON alert_call (next);

-- What came of each try, for the desk's own head and members.
CREATE TABLE alert_try (
  alert   bytea    NOT NULL REFERENCES alert (id) ON DELETE CASCADE,
  id      bytea    NOT NULL CHECK (length(id) = 16),
  round   int      NOT NULL CHECK (round >= 1),
  door    text     NOT NULL CHECK (door IN ('stream', 'watch', 'webhook', 'mail')),
  place   smallint NOT NULL CHECK (place BETWEEN 0 AND 15),
  reached int      NOT NULL CHECK (reached >= 0),
  outcome text     NOT NULL CHECK (length(outcome) BETWEEN 1 AND 40),
  at      bigint   NOT NULL CHECK (at >= 0),
  PRIMARY KEY (alert, id)
);
CREATE TRIGGER fixed BEFORE UPDATE ON alert_try FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- By which doors a desk is woken, as the newest act of a head says, and who of its devices is on duty by his own act.
CREATE TABLE desk_doors (
  desk     text   PRIMARY KEY CHECK (length(desk) BETWEEN 6 AND 20),
  act      bytea  NOT NULL CHECK (length(act) BETWEEN 1 AND 98304),
  signed   bigint NOT NULL CHECK (signed >= 0),
  webhooks text[] NOT NULL CHECK (cardinality(webhooks) <= 4),
  mails    text[] NOT NULL CHECK (cardinality(mails) <= 8),
  hours    bytea  CHECK (length(hours) BETWEEN 1 AND 65536)
);

CREATE TABLE duty (
  desk       text   NOT NULL CHECK (length(desk) BETWEEN 6 AND 20),
  device     bytea  NOT NULL CHECK (length(device) = 32),
  act        bytea  NOT NULL CHECK (length(act) BETWEEN 1 AND 8192),
  signed     bigint NOT NULL CHECK (signed >= 0),
  from_time  bigint NOT NULL CHECK (from_time >= 0),
  until_time bigint NOT NULL CHECK (until_time >= from_time),
  PRIMARY KEY (desk, device)
);
CREATE INDEX duty_until ON duty (until_time);

-- On which node a device has a stream, and when it was there last. A node that died leaves 'open' behind: only what was seen
-- lately counts.
CREATE TABLE presence (
  device bytea   NOT NULL CHECK (length(device) = 32),
  node   bytea   NOT NULL CHECK (length(node) = 16),
  open   boolean NOT NULL,
  seen   bigint  NOT NULL CHECK (seen >= 0),
  PRIMARY KEY (device, node)
) WITH (fillfactor = 50);
CREATE INDEX presence_seen ON presence (seen);
