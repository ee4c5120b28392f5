-- The log: leaves, what is derived from them, their erasable parts, and the checkpoints shown. Times are epoch seconds.

CREATE TABLE leaf (
  i      bigint PRIMARY KEY CHECK (i >= 0),
  bytes  bytea  NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1024),
  logged bigint NOT NULL CHECK (logged >= 0)
);

-- The header and the signatures of a statement stand in its leaf and nowhere else.
CREATE TABLE statement (
  digest  bytea  PRIMARY KEY CHECK (length(digest) = 32),
  type    text   NOT NULL CHECK (type IN
            ('root', 'authority', 'device', 'persona', 'desk', 'manifest', 'attestation', 'revocation')),
  country text   NOT NULL CHECK (country ~ '^([A-Z]{2})?$' AND (country = '') = (type = 'root')),
  subject text   NOT NULL CHECK (length(subject) BETWEEN 1 AND 80),
  version int    NOT NULL CHECK (version BETWEEN 1 AND 1000000),
  leaf    bigint NOT NULL UNIQUE REFERENCES leaf (i)
);

-- Derived: rebuilt by fsck.
CREATE TABLE newest (
  type    text   NOT NULL,
  country text   NOT NULL,
  subject text   NOT NULL,
  version int    NOT NULL CHECK (version BETWEEN 1 AND 1000000),
  leaf    bigint NOT NULL CHECK (leaf >= 0),
  PRIMARY KEY (type, country, subject)
);

-- Null body and salt = erased.
CREATE TABLE part (
  leaf bigint   NOT NULL REFERENCES leaf (i),
  n    smallint NOT NULL CHECK (n BETWEEN 0 AND 3),
  salt bytea    CHECK (length(salt) = 32),
  body bytea    CHECK (length(body) <= 1048576),
  PRIMARY KEY (leaf, n),
  CHECK ((salt IS NULL) = (body IS NULL))
);

CREATE TABLE checkpoint (
  one      boolean PRIMARY KEY DEFAULT true CHECK (one),
  size     bigint  NOT NULL CHECK (size >= 0),
  root     bytea   NOT NULL CHECK (length(root) = 32),
  cosigned bigint  NOT NULL CHECK (cosigned >= 0),
  note     bytea   NOT NULL CHECK (length(note) BETWEEN 1 AND 131072)
);

-- The first note of each size that was shown.
CREATE TABLE checkpoint_past (
  size bigint PRIMARY KEY CHECK (size >= 0),
  root bytea  NOT NULL CHECK (length(root) = 32),
  note bytea  NOT NULL CHECK (length(note) BETWEEN 1 AND 131072)
);

CREATE TABLE cosignature (
  size    bigint NOT NULL REFERENCES checkpoint_past (size),
  witness text   NOT NULL CHECK (length(witness) BETWEEN 1 AND 255),
  made    bigint NOT NULL CHECK (made >= 0),
  value   bytea  NOT NULL CHECK (length(value) BETWEEN 64 AND 5120),
  PRIMARY KEY (size, witness)
);

-- A checkpoint under our own signatures that this database does not know of: nothing is signed while it stands.
CREATE TABLE checkpoint_beyond (
  one  boolean PRIMARY KEY DEFAULT true CHECK (one),
  size bigint  NOT NULL CHECK (size >= 0),
  root bytea   NOT NULL CHECK (length(root) = 32),
  note bytea   NOT NULL CHECK (length(note) BETWEEN 1 AND 131072),
  seen bigint  NOT NULL CHECK (seen >= 0)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused: it is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION leaf_without_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  first bigint;
  last bigint;
  rows bigint;
BEGIN
  SELECT min(i), max(i), count(*) INTO first, last, rows FROM fresh;
  IF rows > 0 AND (last - first + 1 <> rows OR (first > 0 AND NOT EXISTS (SELECT FROM leaf WHERE i = first - 1))) THEN
    RAISE EXCEPTION 'leaves % to % leave a gap', first, last USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION checkpoint_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size < OLD.size OR NEW.cosigned < OLD.cosigned OR (NEW.size = OLD.size AND NEW.root <> OLD.root) THEN
    RAISE EXCEPTION 'a checkpoint goes forward only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION part_only_erased() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.leaf <> OLD.leaf OR NEW.n <> OLD.n OR NEW.body IS NOT NULL THEN
    RAISE EXCEPTION 'a part can be erased and nothing else' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER gapless AFTER INSERT ON leaf REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION leaf_without_gap();
CREATE TRIGGER fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON leaf FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON part FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER erased BEFORE UPDATE ON part FOR EACH ROW EXECUTE FUNCTION part_only_erased();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER forward BEFORE UPDATE ON checkpoint FOR EACH ROW EXECUTE FUNCTION checkpoint_forward();
CREATE TRIGGER fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint_past FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER fixed BEFORE UPDATE OR DELETE OR TRUNCATE ON cosignature FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
