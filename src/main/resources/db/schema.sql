-- What the migrations result in; made by SchemaIT (-Dschema.write), never by hand.

CREATE OR REPLACE FUNCTION public.checkpoint_forward()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.size < OLD.size OR NEW.cosigned < OLD.cosigned OR (NEW.size = OLD.size AND NEW.root <> OLD.root) THEN
    RAISE EXCEPTION 'a checkpoint goes forward only' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.leaf_without_gap()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
END $function$;

CREATE OR REPLACE FUNCTION public.part_only_erased()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.leaf <> OLD.leaf OR NEW.n <> OLD.n OR NEW.body IS NOT NULL THEN
    RAISE EXCEPTION 'a part can be erased and nothing else' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION '% of % is refused: it is append-only', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $function$;

CREATE TABLE checkpoint (
  one boolean DEFAULT true NOT NULL,
  size bigint NOT NULL,
  root bytea NOT NULL,
  cosigned bigint NOT NULL,
  note bytea NOT NULL);

CREATE TABLE checkpoint_beyond (
  one boolean DEFAULT true NOT NULL,
  size bigint NOT NULL,
  root bytea NOT NULL,
  note bytea NOT NULL,
  seen bigint NOT NULL);

CREATE TABLE checkpoint_past (
  size bigint NOT NULL,
  root bytea NOT NULL,
  note bytea NOT NULL);

CREATE TABLE cosignature (
  size bigint NOT NULL,
  witness text NOT NULL,
  made bigint NOT NULL,
  value bytea NOT NULL);

CREATE TABLE leaf (
  i bigint NOT NULL,
  bytes bytea NOT NULL,
  logged bigint NOT NULL);

CREATE TABLE migration (
  name text NOT NULL,
  sha256 text NOT NULL,
  applied timestamp with time zone NOT NULL);

CREATE TABLE newest (
  type text NOT NULL,
  country text NOT NULL,
  subject text NOT NULL,
  version integer NOT NULL,
  leaf bigint NOT NULL);

CREATE TABLE part (
  leaf bigint NOT NULL,
  n smallint NOT NULL,
  salt bytea,
  body bytea);

CREATE TABLE statement (
  digest bytea NOT NULL,
  type text NOT NULL,
  country text NOT NULL,
  subject text NOT NULL,
  version integer NOT NULL,
  leaf bigint NOT NULL);

ALTER TABLE checkpoint ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (one);

ALTER TABLE checkpoint_beyond ADD CONSTRAINT checkpoint_beyond_pkey PRIMARY KEY (one);

ALTER TABLE checkpoint_past ADD CONSTRAINT checkpoint_past_pkey PRIMARY KEY (size);

ALTER TABLE cosignature ADD CONSTRAINT cosignature_pkey PRIMARY KEY (size, witness);

ALTER TABLE leaf ADD CONSTRAINT leaf_pkey PRIMARY KEY (i);

ALTER TABLE migration ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

ALTER TABLE newest ADD CONSTRAINT newest_pkey PRIMARY KEY (type, country, subject);

ALTER TABLE part ADD CONSTRAINT part_pkey PRIMARY KEY (leaf, n);

ALTER TABLE statement ADD CONSTRAINT statement_pkey PRIMARY KEY (digest);

ALTER TABLE statement ADD CONSTRAINT statement_leaf_key UNIQUE (leaf);

ALTER TABLE checkpoint ADD CONSTRAINT checkpoint_cosigned_check CHECK ((cosigned >= 0));

ALTER TABLE checkpoint ADD CONSTRAINT checkpoint_note_check CHECK (((length(note) >= 1) AND (length(note) <= 131072)));

ALTER TABLE checkpoint ADD CONSTRAINT checkpoint_one_check CHECK (one);

ALTER TABLE checkpoint ADD CONSTRAINT checkpoint_root_check CHECK ((length(root) = 32));

ALTER TABLE checkpoint ADD CONSTRAINT checkpoint_size_check CHECK ((size >= 0));

ALTER TABLE checkpoint_beyond ADD CONSTRAINT checkpoint_beyond_note_check CHECK (((length(note) >= 1) AND (length(note) <= 131072)));

ALTER TABLE checkpoint_beyond ADD CONSTRAINT checkpoint_beyond_one_check CHECK (one);

ALTER TABLE checkpoint_beyond ADD CONSTRAINT checkpoint_beyond_root_check CHECK ((length(root) = 32));

ALTER TABLE checkpoint_beyond ADD CONSTRAINT checkpoint_beyond_seen_check CHECK ((seen >= 0));

ALTER TABLE checkpoint_beyond ADD CONSTRAINT checkpoint_beyond_size_check CHECK ((size >= 0));

ALTER TABLE checkpoint_past ADD CONSTRAINT checkpoint_past_note_check CHECK (((length(note) >= 1) AND (length(note) <= 131072)));

ALTER TABLE checkpoint_past ADD CONSTRAINT checkpoint_past_root_check CHECK ((length(root) = 32));

ALTER TABLE checkpoint_past ADD CONSTRAINT checkpoint_past_size_check CHECK ((size >= 0));

ALTER TABLE cosignature ADD CONSTRAINT cosignature_made_check CHECK ((made >= 0));

ALTER TABLE cosignature ADD CONSTRAINT cosignature_value_check CHECK (((length(value) >= 64) AND (length(value) <= 5120)));

ALTER TABLE cosignature ADD CONSTRAINT cosignature_witness_check CHECK (((length(witness) >= 1) AND (length(witness) <= 255)));

ALTER TABLE leaf ADD CONSTRAINT leaf_bytes_check CHECK (((length(bytes) >= 1) AND (length(bytes) <= 1024)));

ALTER TABLE leaf ADD CONSTRAINT leaf_i_check CHECK ((i >= 0));

ALTER TABLE leaf ADD CONSTRAINT leaf_logged_check CHECK ((logged >= 0));

ALTER TABLE migration ADD CONSTRAINT migration_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)));

ALTER TABLE migration ADD CONSTRAINT migration_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

ALTER TABLE newest ADD CONSTRAINT newest_leaf_check CHECK ((leaf >= 0));

ALTER TABLE newest ADD CONSTRAINT newest_version_check CHECK (((version >= 1) AND (version <= 1000000)));

ALTER TABLE part ADD CONSTRAINT part_body_check CHECK ((length(body) <= 1048576));

ALTER TABLE part ADD CONSTRAINT part_check CHECK (((salt IS NULL) = (body IS NULL)));

ALTER TABLE part ADD CONSTRAINT part_n_check CHECK (((n >= 0) AND (n <= 3)));

ALTER TABLE part ADD CONSTRAINT part_salt_check CHECK ((length(salt) = 32));

ALTER TABLE statement ADD CONSTRAINT statement_check CHECK (((country ~ '^([A-Z]{2})?$'::text) AND ((country = ''::text) = (type = 'root'::text))));

ALTER TABLE statement ADD CONSTRAINT statement_digest_check CHECK ((length(digest) = 32));

ALTER TABLE statement ADD CONSTRAINT statement_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 80)));

ALTER TABLE statement ADD CONSTRAINT statement_type_check CHECK ((type = ANY (ARRAY['root'::text, 'authority'::text, 'device'::text, 'persona'::text, 'desk'::text, 'manifest'::text, 'attestation'::text, 'revocation'::text])));

ALTER TABLE statement ADD CONSTRAINT statement_version_check CHECK (((version >= 1) AND (version <= 1000000)));

ALTER TABLE cosignature ADD CONSTRAINT cosignature_size_fkey FOREIGN KEY (size) REFERENCES checkpoint_past(size);

ALTER TABLE part ADD CONSTRAINT part_leaf_fkey FOREIGN KEY (leaf) REFERENCES leaf(i);

ALTER TABLE statement ADD CONSTRAINT statement_leaf_fkey FOREIGN KEY (leaf) REFERENCES leaf(i);

CREATE TRIGGER forward BEFORE UPDATE ON public.checkpoint FOR EACH ROW EXECUTE FUNCTION checkpoint_forward();

CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON public.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.checkpoint_past FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.cosignature FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.leaf FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER gapless AFTER INSERT ON public.leaf REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION leaf_without_gap();

CREATE TRIGGER erased BEFORE UPDATE ON public.part FOR EACH ROW EXECUTE FUNCTION part_only_erased();

CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON public.part FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
