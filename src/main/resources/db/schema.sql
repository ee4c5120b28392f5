-- What the migrations result in; made by SchemaIT (-Dschema.write), never by hand.

CREATE TABLE migration (
  name text NOT NULL,
  sha256 text NOT NULL,
  applied timestamp with time zone NOT NULL);

ALTER TABLE migration ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

ALTER TABLE migration ADD CONSTRAINT migration_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)));

ALTER TABLE migration ADD CONSTRAINT migration_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));
