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

CREATE TABLE alert (
  id bytea NOT NULL,
  conversation bytea NOT NULL,
  desk text NOT NULL,
  urgency text NOT NULL,
  step text NOT NULL,
  occasion bigint NOT NULL,
  raised bigint NOT NULL,
  rounds integer DEFAULT 0 NOT NULL,
  first bigint,
  rung bigint,
  next bigint,
  ended bigint);

CREATE TABLE alert_call (
  alert bytea NOT NULL,
  door text NOT NULL,
  place smallint NOT NULL,
  target text NOT NULL,
  round integer NOT NULL,
  tries integer DEFAULT 0 NOT NULL,
  next bigint NOT NULL);

CREATE TABLE alert_try (
  alert bytea NOT NULL,
  id bytea NOT NULL,
  round integer NOT NULL,
  door text NOT NULL,
  place smallint NOT NULL,
  reached integer NOT NULL,
  outcome text NOT NULL,
  at bigint NOT NULL);

CREATE TABLE application (
  invitation bytea NOT NULL,
  country text NOT NULL,
  sealed bytea NOT NULL,
  received bigint NOT NULL,
  expires bigint NOT NULL);

CREATE TABLE archive_head (
  desk text NOT NULL,
  conversation bytea NOT NULL,
  count integer NOT NULL);

CREATE TABLE archive_key (
  desk text NOT NULL,
  version integer NOT NULL,
  body bytea NOT NULL,
  stored bigint NOT NULL);

CREATE TABLE archive_record (
  desk text NOT NULL,
  conversation bytea NOT NULL,
  n integer NOT NULL,
  key_version integer NOT NULL,
  sealed bytea NOT NULL,
  stored bigint NOT NULL);

CREATE TABLE archive_wrap (
  desk text NOT NULL,
  version integer NOT NULL,
  device bytea NOT NULL,
  body bytea NOT NULL,
  stored bigint NOT NULL);

CREATE TABLE attested (
  digest bytea NOT NULL,
  listing text NOT NULL,
  leaf bigint NOT NULL,
  attested_on bigint NOT NULL,
  attest_by bigint NOT NULL);

CREATE TABLE bundle_asked (
  id bytea NOT NULL,
  desk text NOT NULL,
  asker bytea NOT NULL,
  at bigint NOT NULL);

CREATE TABLE case_hint (
  conversation bytea NOT NULL,
  group_id bytea NOT NULL,
  urgency text NOT NULL,
  state text NOT NULL,
  due_kinds text[] NOT NULL,
  due_times bigint[] NOT NULL,
  device bytea NOT NULL,
  updated bigint NOT NULL);

CREATE TABLE challenge (
  nonce_hash bytea NOT NULL,
  purpose text NOT NULL,
  expires bigint NOT NULL,
  used boolean DEFAULT false NOT NULL);

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

CREATE TABLE chunk (
  content bytea NOT NULL,
  n integer NOT NULL,
  body bytea NOT NULL);

CREATE TABLE clock (
  conversation bytea NOT NULL,
  kind text NOT NULL,
  due bigint NOT NULL,
  next bigint);

CREATE TABLE content (
  id bytea NOT NULL,
  conversation bytea NOT NULL,
  device bytea NOT NULL,
  bytes bigint NOT NULL,
  chunks integer NOT NULL,
  created bigint NOT NULL,
  expires bigint NOT NULL);

CREATE TABLE cosignature (
  size bigint NOT NULL,
  witness text NOT NULL,
  made bigint NOT NULL,
  value bytea NOT NULL);

CREATE TABLE cursor (
  device bytea NOT NULL,
  group_id bytea NOT NULL,
  seq bigint NOT NULL);

CREATE TABLE desk_doors (
  desk text NOT NULL,
  act bytea NOT NULL,
  signed bigint NOT NULL,
  webhooks text[] NOT NULL,
  mails text[] NOT NULL,
  hours bytea);

CREATE TABLE device_seen (
  country text NOT NULL,
  device text NOT NULL,
  seen bigint NOT NULL);

CREATE TABLE duty (
  desk text NOT NULL,
  device bytea NOT NULL,
  act bytea NOT NULL,
  signed bigint NOT NULL,
  from_time bigint NOT NULL,
  until_time bigint NOT NULL);

CREATE TABLE forum_act (
  seq bigint NOT NULL,
  thread bytea NOT NULL,
  id bytea NOT NULL,
  kind text NOT NULL,
  step text,
  post bytea,
  digest bytea NOT NULL,
  country text NOT NULL,
  handle text NOT NULL,
  badge text NOT NULL,
  topics text[] NOT NULL,
  leaf bigint NOT NULL,
  at bigint NOT NULL,
  act bytea);

CREATE TABLE forum_heads (
  country text NOT NULL,
  handle text NOT NULL,
  version integer NOT NULL,
  envelope bytea NOT NULL,
  salt bytea NOT NULL,
  body bytea NOT NULL,
  created bigint NOT NULL);

CREATE TABLE forum_persona (
  country text NOT NULL,
  handle text NOT NULL,
  badge text NOT NULL,
  topics text[] NOT NULL,
  leaf bigint NOT NULL);

CREATE TABLE forum_report (
  seq bigint NOT NULL,
  thread bytea NOT NULL,
  post bytea NOT NULL,
  reason text NOT NULL,
  country text NOT NULL,
  handle text NOT NULL,
  leaf bigint NOT NULL,
  at bigint NOT NULL,
  closed bigint,
  act bytea NOT NULL);

CREATE TABLE forum_route (
  thread bytea NOT NULL,
  country text NOT NULL,
  handle text NOT NULL,
  at bigint NOT NULL);

CREATE TABLE forum_search (
  thread bytea NOT NULL,
  moved bigint NOT NULL,
  language text NOT NULL,
  title tsvector NOT NULL,
  words tsvector NOT NULL,
  body text NOT NULL);

CREATE TABLE forum_thread (
  id bytea NOT NULL,
  space text NOT NULL,
  language text NOT NULL,
  tags text[] NOT NULL,
  state text NOT NULL,
  country text NOT NULL,
  handle text NOT NULL,
  claimer text,
  created bigint NOT NULL,
  moved bigint NOT NULL,
  answers integer DEFAULT 0 NOT NULL,
  votes integer DEFAULT 0 NOT NULL,
  turns integer DEFAULT 0 NOT NULL,
  head bytea NOT NULL);

CREATE TABLE forum_vote (
  post bytea NOT NULL,
  country text NOT NULL,
  handle text NOT NULL,
  thread bytea NOT NULL,
  at bigint NOT NULL,
  act bytea NOT NULL);

CREATE TABLE instance (
  device bytea NOT NULL,
  instance bytea NOT NULL,
  counter bigint DEFAULT 0 NOT NULL,
  claimed bigint NOT NULL,
  replaced bigint);

CREATE TABLE invitation (
  secret_hash bytea NOT NULL,
  country text NOT NULL,
  operator text NOT NULL,
  created bigint NOT NULL,
  expires bigint NOT NULL,
  used bigint);

CREATE TABLE key_grant (
  id bytea NOT NULL,
  asker bytea NOT NULL,
  device bytea NOT NULL,
  at bigint NOT NULL);

CREATE TABLE key_package (
  ref bytea NOT NULL,
  device bytea NOT NULL,
  last_resort boolean NOT NULL,
  body bytea NOT NULL,
  stored bigint NOT NULL,
  expires bigint NOT NULL,
  taken_by bytea,
  taken bigint,
  uses integer DEFAULT 0 NOT NULL);

CREATE TABLE leaf (
  i bigint NOT NULL,
  bytes bytea NOT NULL,
  logged bigint NOT NULL);

CREATE TABLE listing (
  digest bytea NOT NULL,
  country text NOT NULL,
  listing text NOT NULL,
  version integer NOT NULL,
  audience text NOT NULL,
  salt bytea NOT NULL,
  body bytea NOT NULL,
  attested_on bigint NOT NULL,
  attest_by bigint NOT NULL,
  hours bytea NOT NULL,
  regions text[] NOT NULL,
  functions text[] NOT NULL,
  offences text[] NOT NULL,
  measures text[] NOT NULL,
  languages text[] NOT NULL,
  channels text[] NOT NULL,
  bases text[] NOT NULL,
  words text[] NOT NULL,
  uploaded bigint NOT NULL);

CREATE TABLE manifest (
  country text NOT NULL,
  audience text NOT NULL,
  leaf bigint NOT NULL,
  members text[] NOT NULL,
  attested_on bigint,
  attest_by bigint);

CREATE TABLE member (
  group_id bytea NOT NULL,
  device bytea NOT NULL,
  from_seq bigint NOT NULL,
  until_seq bigint);

CREATE TABLE message (
  stored bigint NOT NULL,
  seq integer NOT NULL,
  epoch integer NOT NULL,
  kind "char" NOT NULL,
  group_id bytea NOT NULL,
  device bytea NOT NULL,
  client_id bytea NOT NULL,
  added bytea NOT NULL,
  removed bytea NOT NULL,
  body bytea NOT NULL);

CREATE TABLE migration (
  name text NOT NULL,
  sha256 text NOT NULL,
  applied timestamp with time zone NOT NULL);

CREATE TABLE mls_group (
  id bytea NOT NULL,
  conversation bytea NOT NULL,
  kind text NOT NULL,
  desks text[] NOT NULL,
  parties text[] NOT NULL,
  epoch bigint DEFAULT 0 NOT NULL,
  head bigint DEFAULT 0 NOT NULL,
  opener bytea NOT NULL,
  successor bytea,
  closed bigint,
  opened bigint NOT NULL,
  later_desks text[] DEFAULT '{}'::text[] NOT NULL,
  later_parties text[] DEFAULT '{}'::text[] NOT NULL);

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

CREATE TABLE pending (
  digest bytea NOT NULL,
  country text NOT NULL,
  type text NOT NULL,
  subject text NOT NULL,
  version integer NOT NULL,
  envelope bytea NOT NULL,
  parts bytea NOT NULL,
  invitation bytea,
  complete boolean DEFAULT false NOT NULL,
  created bigint NOT NULL,
  expires bigint NOT NULL);

CREATE TABLE presence (
  device bytea NOT NULL,
  node bytea NOT NULL,
  open boolean NOT NULL,
  seen bigint NOT NULL);

CREATE TABLE published (
  country text NOT NULL,
  audience text NOT NULL,
  listing text NOT NULL,
  version integer NOT NULL,
  digest bytea NOT NULL);

CREATE TABLE session (
  token_hash bytea NOT NULL,
  country text NOT NULL,
  kind text NOT NULL,
  holder text NOT NULL,
  officer text NOT NULL,
  leaves bigint NOT NULL,
  created bigint NOT NULL,
  seen bigint NOT NULL,
  expires bigint NOT NULL,
  revoked bigint);

CREATE TABLE statement (
  digest bytea NOT NULL,
  type text NOT NULL,
  country text NOT NULL,
  subject text NOT NULL,
  version integer NOT NULL,
  leaf bigint NOT NULL);

CREATE TABLE welcome (
  device bytea NOT NULL,
  group_id bytea NOT NULL,
  seq bigint NOT NULL,
  epoch bigint NOT NULL,
  sender bytea NOT NULL,
  client_id bytea NOT NULL,
  body bytea NOT NULL,
  stored bigint NOT NULL,
  taken bigint);

ALTER TABLE application ALTER COLUMN sealed SET STORAGE EXTERNAL;

ALTER TABLE archive_key ALTER COLUMN body SET STORAGE EXTERNAL;

ALTER TABLE archive_record ALTER COLUMN sealed SET STORAGE EXTERNAL;

ALTER TABLE chunk ALTER COLUMN body SET STORAGE EXTERNAL;

ALTER TABLE forum_search ALTER COLUMN title SET STORAGE MAIN;

ALTER TABLE forum_search ALTER COLUMN words SET STORAGE EXTERNAL;

ALTER TABLE key_package ALTER COLUMN body SET STORAGE EXTERNAL;

ALTER TABLE message ALTER COLUMN body SET STORAGE EXTERNAL;

ALTER TABLE welcome ALTER COLUMN body SET STORAGE EXTERNAL;

ALTER TABLE alert ADD CONSTRAINT alert_pkey PRIMARY KEY (id);

ALTER TABLE alert_call ADD CONSTRAINT alert_call_pkey PRIMARY KEY (alert, door, place);

ALTER TABLE alert_try ADD CONSTRAINT alert_try_pkey PRIMARY KEY (alert, id);

ALTER TABLE application ADD CONSTRAINT application_pkey PRIMARY KEY (invitation);

ALTER TABLE archive_head ADD CONSTRAINT archive_head_pkey PRIMARY KEY (desk, conversation);

ALTER TABLE archive_key ADD CONSTRAINT archive_key_pkey PRIMARY KEY (desk, version);

ALTER TABLE archive_record ADD CONSTRAINT archive_record_pkey PRIMARY KEY (desk, conversation, n);

ALTER TABLE archive_wrap ADD CONSTRAINT archive_wrap_pkey PRIMARY KEY (desk, version, device);

ALTER TABLE attested ADD CONSTRAINT attested_pkey PRIMARY KEY (digest, listing);

ALTER TABLE bundle_asked ADD CONSTRAINT bundle_asked_pkey PRIMARY KEY (id);

ALTER TABLE case_hint ADD CONSTRAINT case_hint_pkey PRIMARY KEY (conversation);

ALTER TABLE challenge ADD CONSTRAINT challenge_pkey PRIMARY KEY (nonce_hash);

ALTER TABLE checkpoint ADD CONSTRAINT checkpoint_pkey PRIMARY KEY (one);

ALTER TABLE checkpoint_beyond ADD CONSTRAINT checkpoint_beyond_pkey PRIMARY KEY (one);

ALTER TABLE checkpoint_past ADD CONSTRAINT checkpoint_past_pkey PRIMARY KEY (size);

ALTER TABLE chunk ADD CONSTRAINT chunk_pkey PRIMARY KEY (content, n);

ALTER TABLE clock ADD CONSTRAINT clock_pkey PRIMARY KEY (conversation, kind);

ALTER TABLE content ADD CONSTRAINT content_pkey PRIMARY KEY (id);

ALTER TABLE cosignature ADD CONSTRAINT cosignature_pkey PRIMARY KEY (size, witness);

ALTER TABLE cursor ADD CONSTRAINT cursor_pkey PRIMARY KEY (device, group_id);

ALTER TABLE desk_doors ADD CONSTRAINT desk_doors_pkey PRIMARY KEY (desk);

ALTER TABLE device_seen ADD CONSTRAINT device_seen_pkey PRIMARY KEY (country, device);

ALTER TABLE duty ADD CONSTRAINT duty_pkey PRIMARY KEY (desk, device);

ALTER TABLE forum_act ADD CONSTRAINT forum_act_pkey PRIMARY KEY (seq);

ALTER TABLE forum_heads ADD CONSTRAINT forum_heads_pkey PRIMARY KEY (country, handle);

ALTER TABLE forum_persona ADD CONSTRAINT forum_persona_pkey PRIMARY KEY (country, handle);

ALTER TABLE forum_report ADD CONSTRAINT forum_report_pkey PRIMARY KEY (seq);

ALTER TABLE forum_route ADD CONSTRAINT forum_route_pkey PRIMARY KEY (thread, country, handle);

ALTER TABLE forum_search ADD CONSTRAINT forum_search_pkey PRIMARY KEY (thread);

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_pkey PRIMARY KEY (id);

ALTER TABLE forum_vote ADD CONSTRAINT forum_vote_pkey PRIMARY KEY (post, country, handle);

ALTER TABLE instance ADD CONSTRAINT instance_pkey PRIMARY KEY (device, instance);

ALTER TABLE invitation ADD CONSTRAINT invitation_pkey PRIMARY KEY (secret_hash);

ALTER TABLE key_grant ADD CONSTRAINT key_grant_pkey PRIMARY KEY (id);

ALTER TABLE key_package ADD CONSTRAINT key_package_pkey PRIMARY KEY (ref);

ALTER TABLE leaf ADD CONSTRAINT leaf_pkey PRIMARY KEY (i);

ALTER TABLE listing ADD CONSTRAINT listing_pkey PRIMARY KEY (digest);

ALTER TABLE manifest ADD CONSTRAINT manifest_pkey PRIMARY KEY (country, audience);

ALTER TABLE member ADD CONSTRAINT member_pkey PRIMARY KEY (group_id, device, from_seq);

ALTER TABLE message ADD CONSTRAINT message_pkey PRIMARY KEY (group_id, seq);

ALTER TABLE migration ADD CONSTRAINT migration_pkey PRIMARY KEY (name);

ALTER TABLE mls_group ADD CONSTRAINT mls_group_pkey PRIMARY KEY (id);

ALTER TABLE newest ADD CONSTRAINT newest_pkey PRIMARY KEY (type, country, subject);

ALTER TABLE part ADD CONSTRAINT part_pkey PRIMARY KEY (leaf, n);

ALTER TABLE pending ADD CONSTRAINT pending_pkey PRIMARY KEY (digest);

ALTER TABLE presence ADD CONSTRAINT presence_pkey PRIMARY KEY (device, node);

ALTER TABLE published ADD CONSTRAINT published_pkey PRIMARY KEY (country, audience, listing);

ALTER TABLE session ADD CONSTRAINT session_pkey PRIMARY KEY (token_hash);

ALTER TABLE statement ADD CONSTRAINT statement_pkey PRIMARY KEY (digest);

ALTER TABLE welcome ADD CONSTRAINT welcome_pkey PRIMARY KEY (device, group_id, seq);

ALTER TABLE alert ADD CONSTRAINT alert_conversation_desk_step_occasion_key UNIQUE (conversation, desk, step, occasion);

ALTER TABLE forum_act ADD CONSTRAINT forum_act_thread_id_key UNIQUE (thread, id);

ALTER TABLE forum_report ADD CONSTRAINT forum_report_post_country_handle_key UNIQUE (post, country, handle);

ALTER TABLE statement ADD CONSTRAINT statement_leaf_key UNIQUE (leaf);

ALTER TABLE alert ADD CONSTRAINT alert_check CHECK (((next IS NULL) = (ended IS NOT NULL)));

ALTER TABLE alert ADD CONSTRAINT alert_check1 CHECK ((((rounds = 0) = (rung IS NULL)) AND ((rung IS NULL) = (first IS NULL))));

ALTER TABLE alert ADD CONSTRAINT alert_conversation_check CHECK ((length(conversation) = 16));

ALTER TABLE alert ADD CONSTRAINT alert_desk_check CHECK (((length(desk) >= 6) AND (length(desk) <= 20)));

ALTER TABLE alert ADD CONSTRAINT alert_ended_check CHECK ((ended >= 0));

ALTER TABLE alert ADD CONSTRAINT alert_first_check CHECK ((first >= 0));

ALTER TABLE alert ADD CONSTRAINT alert_id_check CHECK ((length(id) = 16));

ALTER TABLE alert ADD CONSTRAINT alert_next_check CHECK ((next >= 0));

ALTER TABLE alert ADD CONSTRAINT alert_occasion_check CHECK ((occasion >= 0));

ALTER TABLE alert ADD CONSTRAINT alert_raised_check CHECK ((raised >= 0));

ALTER TABLE alert ADD CONSTRAINT alert_rounds_check CHECK ((rounds >= 0));

ALTER TABLE alert ADD CONSTRAINT alert_rung_check CHECK ((rung >= 0));

ALTER TABLE alert ADD CONSTRAINT alert_step_check CHECK (((length(step) >= 1) AND (length(step) <= 40)));

ALTER TABLE alert ADD CONSTRAINT alert_urgency_check CHECK (((length(urgency) >= 1) AND (length(urgency) <= 40)));

ALTER TABLE alert_call ADD CONSTRAINT alert_call_door_check CHECK ((door = ANY (ARRAY['webhook'::text, 'mail'::text])));

ALTER TABLE alert_call ADD CONSTRAINT alert_call_next_check CHECK ((next >= 0));

ALTER TABLE alert_call ADD CONSTRAINT alert_call_place_check CHECK (((place >= 0) AND (place <= 15)));

ALTER TABLE alert_call ADD CONSTRAINT alert_call_round_check CHECK ((round >= 1));

ALTER TABLE alert_call ADD CONSTRAINT alert_call_target_check CHECK (((length(target) >= 1) AND (length(target) <= 300)));

ALTER TABLE alert_call ADD CONSTRAINT alert_call_tries_check CHECK (((tries >= 0) AND (tries <= 10)));

ALTER TABLE alert_try ADD CONSTRAINT alert_try_at_check CHECK ((at >= 0));

ALTER TABLE alert_try ADD CONSTRAINT alert_try_door_check CHECK ((door = ANY (ARRAY['stream'::text, 'watch'::text, 'webhook'::text, 'mail'::text])));

ALTER TABLE alert_try ADD CONSTRAINT alert_try_id_check CHECK ((length(id) = 16));

ALTER TABLE alert_try ADD CONSTRAINT alert_try_outcome_check CHECK (((length(outcome) >= 1) AND (length(outcome) <= 40)));

ALTER TABLE alert_try ADD CONSTRAINT alert_try_place_check CHECK (((place >= 0) AND (place <= 15)));

ALTER TABLE alert_try ADD CONSTRAINT alert_try_reached_check CHECK ((reached >= 0));

ALTER TABLE alert_try ADD CONSTRAINT alert_try_round_check CHECK ((round >= 1));

ALTER TABLE application ADD CONSTRAINT application_check CHECK ((expires > received));

ALTER TABLE application ADD CONSTRAINT application_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE application ADD CONSTRAINT application_invitation_check CHECK ((length(invitation) = 32));

ALTER TABLE application ADD CONSTRAINT application_received_check CHECK ((received >= 0));

ALTER TABLE application ADD CONSTRAINT application_sealed_check CHECK (((length(sealed) >= 1) AND (length(sealed) <= 22000)));

ALTER TABLE archive_head ADD CONSTRAINT archive_head_conversation_check CHECK ((length(conversation) = 16));

ALTER TABLE archive_head ADD CONSTRAINT archive_head_count_check CHECK (((count >= 1) AND (count <= 100000)));

ALTER TABLE archive_head ADD CONSTRAINT archive_head_desk_check CHECK (((length(desk) >= 6) AND (length(desk) <= 20)));

ALTER TABLE archive_key ADD CONSTRAINT archive_key_body_check CHECK (((length(body) >= 1) AND (length(body) <= 917504)));

ALTER TABLE archive_key ADD CONSTRAINT archive_key_desk_check CHECK (((length(desk) >= 6) AND (length(desk) <= 20)));

ALTER TABLE archive_key ADD CONSTRAINT archive_key_stored_check CHECK ((stored >= 0));

ALTER TABLE archive_key ADD CONSTRAINT archive_key_version_check CHECK (((version >= 1) AND (version <= 100000)));

ALTER TABLE archive_record ADD CONSTRAINT archive_record_conversation_check CHECK ((length(conversation) = 16));

ALTER TABLE archive_record ADD CONSTRAINT archive_record_desk_check CHECK (((length(desk) >= 6) AND (length(desk) <= 20)));

ALTER TABLE archive_record ADD CONSTRAINT archive_record_n_check CHECK (((n >= 0) AND (n <= 99999)));

ALTER TABLE archive_record ADD CONSTRAINT archive_record_sealed_check CHECK (((length(sealed) >= 1) AND (length(sealed) <= 65536)));

ALTER TABLE archive_record ADD CONSTRAINT archive_record_stored_check CHECK ((stored >= 0));

ALTER TABLE archive_wrap ADD CONSTRAINT archive_wrap_body_check CHECK (((length(body) >= 1) AND (length(body) <= 8192)));

ALTER TABLE archive_wrap ADD CONSTRAINT archive_wrap_device_check CHECK ((length(device) = 32));

ALTER TABLE archive_wrap ADD CONSTRAINT archive_wrap_stored_check CHECK ((stored >= 0));

ALTER TABLE attested ADD CONSTRAINT attested_attested_on_check CHECK ((attested_on >= 0));

ALTER TABLE attested ADD CONSTRAINT attested_check CHECK ((attest_by > attested_on));

ALTER TABLE attested ADD CONSTRAINT attested_digest_check CHECK ((length(digest) = 32));

ALTER TABLE attested ADD CONSTRAINT attested_leaf_check CHECK ((leaf >= 0));

ALTER TABLE attested ADD CONSTRAINT attested_listing_check CHECK (((length(listing) >= 6) AND (length(listing) <= 20)));

ALTER TABLE bundle_asked ADD CONSTRAINT bundle_asked_asker_check CHECK ((length(asker) = 32));

ALTER TABLE bundle_asked ADD CONSTRAINT bundle_asked_at_check CHECK ((at >= 0));

ALTER TABLE bundle_asked ADD CONSTRAINT bundle_asked_desk_check CHECK (((length(desk) >= 6) AND (length(desk) <= 20)));

ALTER TABLE bundle_asked ADD CONSTRAINT bundle_asked_id_check CHECK ((length(id) = 16));

ALTER TABLE case_hint ADD CONSTRAINT case_hint_check CHECK ((cardinality(due_times) = cardinality(due_kinds)));

ALTER TABLE case_hint ADD CONSTRAINT case_hint_conversation_check CHECK ((length(conversation) = 16));

ALTER TABLE case_hint ADD CONSTRAINT case_hint_device_check CHECK ((length(device) = 32));

ALTER TABLE case_hint ADD CONSTRAINT case_hint_due_kinds_check CHECK ((cardinality(due_kinds) <= 16));

ALTER TABLE case_hint ADD CONSTRAINT case_hint_group_id_check CHECK ((length(group_id) = 16));

ALTER TABLE case_hint ADD CONSTRAINT case_hint_state_check CHECK ((length(state) <= 40));

ALTER TABLE case_hint ADD CONSTRAINT case_hint_updated_check CHECK ((updated >= 0));

ALTER TABLE case_hint ADD CONSTRAINT case_hint_urgency_check CHECK ((length(urgency) <= 40));

ALTER TABLE challenge ADD CONSTRAINT challenge_expires_check CHECK ((expires >= 0));

ALTER TABLE challenge ADD CONSTRAINT challenge_nonce_hash_check CHECK ((length(nonce_hash) = 32));

ALTER TABLE challenge ADD CONSTRAINT challenge_purpose_check CHECK ((purpose = 'sign-in'::text));

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

ALTER TABLE chunk ADD CONSTRAINT chunk_body_check CHECK (((length(body) >= 1) AND (length(body) <= 1048592)));

ALTER TABLE chunk ADD CONSTRAINT chunk_n_check CHECK (((n >= 0) AND (n <= 1023)));

ALTER TABLE clock ADD CONSTRAINT clock_check CHECK ((next <= due));

ALTER TABLE clock ADD CONSTRAINT clock_conversation_check CHECK ((length(conversation) = 16));

ALTER TABLE clock ADD CONSTRAINT clock_due_check CHECK ((due >= 0));

ALTER TABLE clock ADD CONSTRAINT clock_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 40)));

ALTER TABLE content ADD CONSTRAINT content_bytes_check CHECK (((bytes >= 1) AND (bytes <= 1073758224)));

ALTER TABLE content ADD CONSTRAINT content_check CHECK ((expires > created));

ALTER TABLE content ADD CONSTRAINT content_chunks_check CHECK (((chunks >= 1) AND (chunks <= 1024)));

ALTER TABLE content ADD CONSTRAINT content_conversation_check CHECK ((length(conversation) = 16));

ALTER TABLE content ADD CONSTRAINT content_created_check CHECK ((created >= 0));

ALTER TABLE content ADD CONSTRAINT content_device_check CHECK ((length(device) = 32));

ALTER TABLE content ADD CONSTRAINT content_id_check CHECK ((length(id) = 16));

ALTER TABLE cosignature ADD CONSTRAINT cosignature_made_check CHECK ((made >= 0));

ALTER TABLE cosignature ADD CONSTRAINT cosignature_value_check CHECK (((length(value) >= 64) AND (length(value) <= 5120)));

ALTER TABLE cosignature ADD CONSTRAINT cosignature_witness_check CHECK (((length(witness) >= 1) AND (length(witness) <= 255)));

ALTER TABLE cursor ADD CONSTRAINT cursor_device_check CHECK ((length(device) = 32));

ALTER TABLE cursor ADD CONSTRAINT cursor_group_id_check CHECK ((length(group_id) = 16));

ALTER TABLE cursor ADD CONSTRAINT cursor_seq_check CHECK ((seq >= 0));

ALTER TABLE desk_doors ADD CONSTRAINT desk_doors_act_check CHECK (((length(act) >= 1) AND (length(act) <= 98304)));

ALTER TABLE desk_doors ADD CONSTRAINT desk_doors_desk_check CHECK (((length(desk) >= 6) AND (length(desk) <= 20)));

ALTER TABLE desk_doors ADD CONSTRAINT desk_doors_hours_check CHECK (((length(hours) >= 1) AND (length(hours) <= 65536)));

ALTER TABLE desk_doors ADD CONSTRAINT desk_doors_mails_check CHECK ((cardinality(mails) <= 8));

ALTER TABLE desk_doors ADD CONSTRAINT desk_doors_signed_check CHECK ((signed >= 0));

ALTER TABLE desk_doors ADD CONSTRAINT desk_doors_webhooks_check CHECK ((cardinality(webhooks) <= 4));

ALTER TABLE device_seen ADD CONSTRAINT device_seen_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE device_seen ADD CONSTRAINT device_seen_device_check CHECK (((length(device) >= 1) AND (length(device) <= 80)));

ALTER TABLE device_seen ADD CONSTRAINT device_seen_seen_check CHECK ((seen >= 0));

ALTER TABLE duty ADD CONSTRAINT duty_act_check CHECK (((length(act) >= 1) AND (length(act) <= 8192)));

ALTER TABLE duty ADD CONSTRAINT duty_check CHECK ((until_time >= from_time));

ALTER TABLE duty ADD CONSTRAINT duty_desk_check CHECK (((length(desk) >= 6) AND (length(desk) <= 20)));

ALTER TABLE duty ADD CONSTRAINT duty_device_check CHECK ((length(device) = 32));

ALTER TABLE duty ADD CONSTRAINT duty_from_time_check CHECK ((from_time >= 0));

ALTER TABLE duty ADD CONSTRAINT duty_signed_check CHECK ((signed >= 0));

ALTER TABLE forum_act ADD CONSTRAINT forum_act_act_check CHECK (((length(act) >= 1) AND (length(act) <= 98304)));

ALTER TABLE forum_act ADD CONSTRAINT forum_act_at_check CHECK ((at >= 0));

ALTER TABLE forum_act ADD CONSTRAINT forum_act_badge_check CHECK (((length(badge) >= 1) AND (length(badge) <= 40)));

ALTER TABLE forum_act ADD CONSTRAINT forum_act_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE forum_act ADD CONSTRAINT forum_act_digest_check CHECK ((length(digest) = 32));

ALTER TABLE forum_act ADD CONSTRAINT forum_act_handle_check CHECK (((length(handle) >= 1) AND (length(handle) <= 32)));

ALTER TABLE forum_act ADD CONSTRAINT forum_act_id_check CHECK ((length(id) = 16));

ALTER TABLE forum_act ADD CONSTRAINT forum_act_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 40)));

ALTER TABLE forum_act ADD CONSTRAINT forum_act_leaf_check CHECK ((leaf >= 0));

ALTER TABLE forum_act ADD CONSTRAINT forum_act_post_check CHECK ((length(post) = 16));

ALTER TABLE forum_act ADD CONSTRAINT forum_act_seq_check CHECK ((seq >= 1));

ALTER TABLE forum_act ADD CONSTRAINT forum_act_step_check CHECK (((length(step) >= 1) AND (length(step) <= 40)));

ALTER TABLE forum_act ADD CONSTRAINT forum_act_topics_check CHECK ((cardinality(topics) <= 16));

ALTER TABLE forum_heads ADD CONSTRAINT forum_heads_body_check CHECK (((length(body) >= 1) AND (length(body) <= 1048576)));

ALTER TABLE forum_heads ADD CONSTRAINT forum_heads_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE forum_heads ADD CONSTRAINT forum_heads_created_check CHECK ((created >= 0));

ALTER TABLE forum_heads ADD CONSTRAINT forum_heads_envelope_check CHECK (((length(envelope) >= 1) AND (length(envelope) <= 8192)));

ALTER TABLE forum_heads ADD CONSTRAINT forum_heads_handle_check CHECK (((length(handle) >= 1) AND (length(handle) <= 32)));

ALTER TABLE forum_heads ADD CONSTRAINT forum_heads_salt_check CHECK ((length(salt) = 32));

ALTER TABLE forum_heads ADD CONSTRAINT forum_heads_version_check CHECK (((version >= 1) AND (version <= 1000000)));

ALTER TABLE forum_persona ADD CONSTRAINT forum_persona_badge_check CHECK (((length(badge) >= 1) AND (length(badge) <= 40)));

ALTER TABLE forum_persona ADD CONSTRAINT forum_persona_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE forum_persona ADD CONSTRAINT forum_persona_handle_check CHECK (((length(handle) >= 1) AND (length(handle) <= 32)));

ALTER TABLE forum_persona ADD CONSTRAINT forum_persona_leaf_check CHECK ((leaf >= 0));

ALTER TABLE forum_persona ADD CONSTRAINT forum_persona_topics_check CHECK ((cardinality(topics) <= 16));

ALTER TABLE forum_report ADD CONSTRAINT forum_report_act_check CHECK (((length(act) >= 1) AND (length(act) <= 16384)));

ALTER TABLE forum_report ADD CONSTRAINT forum_report_at_check CHECK ((at >= 0));

ALTER TABLE forum_report ADD CONSTRAINT forum_report_check CHECK ((closed >= at));

ALTER TABLE forum_report ADD CONSTRAINT forum_report_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE forum_report ADD CONSTRAINT forum_report_handle_check CHECK (((length(handle) >= 1) AND (length(handle) <= 32)));

ALTER TABLE forum_report ADD CONSTRAINT forum_report_leaf_check CHECK ((leaf >= 0));

ALTER TABLE forum_report ADD CONSTRAINT forum_report_post_check CHECK ((length(post) = 16));

ALTER TABLE forum_report ADD CONSTRAINT forum_report_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 40)));

ALTER TABLE forum_report ADD CONSTRAINT forum_report_seq_check CHECK ((seq >= 1));

ALTER TABLE forum_route ADD CONSTRAINT forum_route_at_check CHECK ((at >= 0));

ALTER TABLE forum_route ADD CONSTRAINT forum_route_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE forum_route ADD CONSTRAINT forum_route_handle_check CHECK (((length(handle) >= 1) AND (length(handle) <= 32)));

ALTER TABLE forum_search ADD CONSTRAINT forum_search_body_check CHECK ((length(body) <= 60000));

ALTER TABLE forum_search ADD CONSTRAINT forum_search_language_check CHECK ((length(language) = 2));

ALTER TABLE forum_search ADD CONSTRAINT forum_search_moved_check CHECK ((moved >= 0));

ALTER TABLE forum_search ADD CONSTRAINT forum_search_thread_check CHECK ((length(thread) = 16));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_answers_check CHECK ((answers >= 0));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_check CHECK ((moved >= created));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_claimer_check CHECK (((length(claimer) >= 4) AND (length(claimer) <= 40)));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_created_check CHECK ((created >= 0));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_handle_check CHECK (((length(handle) >= 1) AND (length(handle) <= 32)));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_head_check CHECK ((length(head) = 32));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_id_check CHECK ((length(id) = 16));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_language_check CHECK ((length(language) = 2));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_space_check CHECK (((length(space) >= 1) AND (length(space) <= 40)));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_state_check CHECK (((length(state) >= 1) AND (length(state) <= 40)));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_tags_check CHECK ((cardinality(tags) <= 5));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_turns_check CHECK ((turns >= 0));

ALTER TABLE forum_thread ADD CONSTRAINT forum_thread_votes_check CHECK ((votes >= 0));

ALTER TABLE forum_vote ADD CONSTRAINT forum_vote_act_check CHECK (((length(act) >= 1) AND (length(act) <= 8192)));

ALTER TABLE forum_vote ADD CONSTRAINT forum_vote_at_check CHECK ((at >= 0));

ALTER TABLE forum_vote ADD CONSTRAINT forum_vote_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE forum_vote ADD CONSTRAINT forum_vote_handle_check CHECK (((length(handle) >= 1) AND (length(handle) <= 32)));

ALTER TABLE forum_vote ADD CONSTRAINT forum_vote_post_check CHECK ((length(post) = 16));

ALTER TABLE instance ADD CONSTRAINT instance_check CHECK ((replaced >= claimed));

ALTER TABLE instance ADD CONSTRAINT instance_claimed_check CHECK ((claimed >= 0));

ALTER TABLE instance ADD CONSTRAINT instance_counter_check CHECK ((counter >= 0));

ALTER TABLE instance ADD CONSTRAINT instance_device_check CHECK ((length(device) = 32));

ALTER TABLE instance ADD CONSTRAINT instance_instance_check CHECK ((length(instance) = 16));

ALTER TABLE invitation ADD CONSTRAINT invitation_check CHECK (((expires > created) AND (expires <= (created + 259200))));

ALTER TABLE invitation ADD CONSTRAINT invitation_check1 CHECK ((used >= created));

ALTER TABLE invitation ADD CONSTRAINT invitation_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE invitation ADD CONSTRAINT invitation_created_check CHECK ((created >= 0));

ALTER TABLE invitation ADD CONSTRAINT invitation_operator_check CHECK (((length(operator) >= 1) AND (length(operator) <= 80)));

ALTER TABLE invitation ADD CONSTRAINT invitation_secret_hash_check CHECK ((length(secret_hash) = 32));

ALTER TABLE key_grant ADD CONSTRAINT key_grant_asker_check CHECK ((length(asker) = 32));

ALTER TABLE key_grant ADD CONSTRAINT key_grant_at_check CHECK ((at >= 0));

ALTER TABLE key_grant ADD CONSTRAINT key_grant_device_check CHECK ((length(device) = 32));

ALTER TABLE key_grant ADD CONSTRAINT key_grant_id_check CHECK ((length(id) = 16));

ALTER TABLE key_package ADD CONSTRAINT key_package_body_check CHECK (((length(body) >= 1) AND (length(body) <= 16384)));

ALTER TABLE key_package ADD CONSTRAINT key_package_check CHECK ((expires > stored));

ALTER TABLE key_package ADD CONSTRAINT key_package_check1 CHECK ((taken >= stored));

ALTER TABLE key_package ADD CONSTRAINT key_package_check2 CHECK (((taken IS NULL) = (taken_by IS NULL)));

ALTER TABLE key_package ADD CONSTRAINT key_package_device_check CHECK ((length(device) = 32));

ALTER TABLE key_package ADD CONSTRAINT key_package_ref_check CHECK ((length(ref) = 32));

ALTER TABLE key_package ADD CONSTRAINT key_package_stored_check CHECK ((stored >= 0));

ALTER TABLE key_package ADD CONSTRAINT key_package_taken_by_check CHECK ((length(taken_by) = 32));

ALTER TABLE key_package ADD CONSTRAINT key_package_uses_check CHECK ((uses >= 0));

ALTER TABLE leaf ADD CONSTRAINT leaf_bytes_check CHECK (((length(bytes) >= 1) AND (length(bytes) <= 1024)));

ALTER TABLE leaf ADD CONSTRAINT leaf_i_check CHECK ((i >= 0));

ALTER TABLE leaf ADD CONSTRAINT leaf_logged_check CHECK ((logged >= 0));

ALTER TABLE listing ADD CONSTRAINT listing_attested_on_check CHECK ((attested_on >= 0));

ALTER TABLE listing ADD CONSTRAINT listing_audience_check CHECK (((length(audience) >= 1) AND (length(audience) <= 80)));

ALTER TABLE listing ADD CONSTRAINT listing_bases_check CHECK ((cardinality(bases) <= 64));

ALTER TABLE listing ADD CONSTRAINT listing_body_check CHECK (((length(body) >= 2) AND (length(body) <= 16384)));

ALTER TABLE listing ADD CONSTRAINT listing_channels_check CHECK ((cardinality(channels) <= 12));

ALTER TABLE listing ADD CONSTRAINT listing_check CHECK ((attest_by > attested_on));

ALTER TABLE listing ADD CONSTRAINT listing_check1 CHECK (("left"(listing, 3) = (country || '-'::text)));

ALTER TABLE listing ADD CONSTRAINT listing_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE listing ADD CONSTRAINT listing_digest_check CHECK ((length(digest) = 32));

ALTER TABLE listing ADD CONSTRAINT listing_functions_check CHECK ((cardinality(functions) <= 32));

ALTER TABLE listing ADD CONSTRAINT listing_hours_check CHECK ((length(hours) <= 16384));

ALTER TABLE listing ADD CONSTRAINT listing_languages_check CHECK ((cardinality(languages) <= 24));

ALTER TABLE listing ADD CONSTRAINT listing_listing_check CHECK (((length(listing) >= 6) AND (length(listing) <= 20)));

ALTER TABLE listing ADD CONSTRAINT listing_measures_check CHECK ((cardinality(measures) <= 64));

ALTER TABLE listing ADD CONSTRAINT listing_offences_check CHECK ((cardinality(offences) <= 64));

ALTER TABLE listing ADD CONSTRAINT listing_regions_check CHECK ((cardinality(regions) <= 2));

ALTER TABLE listing ADD CONSTRAINT listing_salt_check CHECK ((length(salt) = 32));

ALTER TABLE listing ADD CONSTRAINT listing_uploaded_check CHECK ((uploaded >= 0));

ALTER TABLE listing ADD CONSTRAINT listing_version_check CHECK (((version >= 1) AND (version <= 1000000)));

ALTER TABLE listing ADD CONSTRAINT listing_words_check CHECK ((cardinality(words) <= 2000));

ALTER TABLE manifest ADD CONSTRAINT manifest_attested_on_check CHECK ((attested_on >= 0));

ALTER TABLE manifest ADD CONSTRAINT manifest_audience_check CHECK (((length(audience) >= 1) AND (length(audience) <= 80)));

ALTER TABLE manifest ADD CONSTRAINT manifest_check CHECK ((attest_by > attested_on));

ALTER TABLE manifest ADD CONSTRAINT manifest_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE manifest ADD CONSTRAINT manifest_leaf_check CHECK ((leaf >= 0));

ALTER TABLE manifest ADD CONSTRAINT manifest_members_check CHECK ((cardinality(members) <= 193));

ALTER TABLE member ADD CONSTRAINT member_check CHECK ((until_seq >= from_seq));

ALTER TABLE member ADD CONSTRAINT member_device_check CHECK ((length(device) = 32));

ALTER TABLE member ADD CONSTRAINT member_from_seq_check CHECK ((from_seq >= 0));

ALTER TABLE message ADD CONSTRAINT message_added_check CHECK ((((length(added) % 32) = 0) AND (length(added) <= 4096)));

ALTER TABLE message ADD CONSTRAINT message_body_check CHECK ((length(body) <= 524288));

ALTER TABLE message ADD CONSTRAINT message_client_id_check CHECK ((length(client_id) = 16));

ALTER TABLE message ADD CONSTRAINT message_device_check CHECK ((length(device) = 32));

ALTER TABLE message ADD CONSTRAINT message_epoch_check CHECK ((epoch >= 0));

ALTER TABLE message ADD CONSTRAINT message_group_id_check CHECK ((length(group_id) = 16));

ALTER TABLE message ADD CONSTRAINT message_kind_check CHECK ((kind = ANY (ARRAY['m'::"char", 'c'::"char", 's'::"char"])));

ALTER TABLE message ADD CONSTRAINT message_removed_check CHECK ((((length(removed) % 32) = 0) AND (length(removed) <= 4096)));

ALTER TABLE message ADD CONSTRAINT message_seq_check CHECK ((seq >= 1));

ALTER TABLE message ADD CONSTRAINT message_stored_check CHECK ((stored >= 0));

ALTER TABLE migration ADD CONSTRAINT migration_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)));

ALTER TABLE migration ADD CONSTRAINT migration_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text));

ALTER TABLE mls_group ADD CONSTRAINT mls_group_check CHECK ((cardinality(parties) = cardinality(desks)));

ALTER TABLE mls_group ADD CONSTRAINT mls_group_check1 CHECK (((length(successor) = 16) AND (successor <> id)));

ALTER TABLE mls_group ADD CONSTRAINT mls_group_closed_check CHECK ((closed >= 0));

ALTER TABLE mls_group ADD CONSTRAINT mls_group_conversation_check CHECK ((length(conversation) = 16));

ALTER TABLE mls_group ADD CONSTRAINT mls_group_desks_check CHECK ((cardinality(desks) <= 8));

ALTER TABLE mls_group ADD CONSTRAINT mls_group_epoch_check CHECK ((epoch >= 0));

ALTER TABLE mls_group ADD CONSTRAINT mls_group_head_check CHECK ((head >= 0));

ALTER TABLE mls_group ADD CONSTRAINT mls_group_id_check CHECK ((length(id) = 16));

ALTER TABLE mls_group ADD CONSTRAINT mls_group_kind_check CHECK ((kind = ANY (ARRAY['case'::text, 'chat'::text])));

ALTER TABLE mls_group ADD CONSTRAINT mls_group_opened_check CHECK ((opened >= 0));

ALTER TABLE mls_group ADD CONSTRAINT mls_group_opener_check CHECK ((length(opener) = 32));

ALTER TABLE newest ADD CONSTRAINT newest_leaf_check CHECK ((leaf >= 0));

ALTER TABLE newest ADD CONSTRAINT newest_version_check CHECK (((version >= 1) AND (version <= 1000000)));

ALTER TABLE part ADD CONSTRAINT part_body_check CHECK ((length(body) <= 1048576));

ALTER TABLE part ADD CONSTRAINT part_check CHECK (((salt IS NULL) = (body IS NULL)));

ALTER TABLE part ADD CONSTRAINT part_n_check CHECK (((n >= 0) AND (n <= 3)));

ALTER TABLE part ADD CONSTRAINT part_salt_check CHECK ((length(salt) = 32));

ALTER TABLE pending ADD CONSTRAINT pending_check CHECK ((expires > created));

ALTER TABLE pending ADD CONSTRAINT pending_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE pending ADD CONSTRAINT pending_created_check CHECK ((created >= 0));

ALTER TABLE pending ADD CONSTRAINT pending_digest_check CHECK ((length(digest) = 32));

ALTER TABLE pending ADD CONSTRAINT pending_envelope_check CHECK (((length(envelope) >= 1) AND (length(envelope) <= 8192)));

ALTER TABLE pending ADD CONSTRAINT pending_invitation_check CHECK ((length(invitation) = 32));

ALTER TABLE pending ADD CONSTRAINT pending_parts_check CHECK ((length(parts) <= 1500000));

ALTER TABLE pending ADD CONSTRAINT pending_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 80)));

ALTER TABLE pending ADD CONSTRAINT pending_type_check CHECK (((length(type) >= 1) AND (length(type) <= 40)));

ALTER TABLE pending ADD CONSTRAINT pending_version_check CHECK (((version >= 1) AND (version <= 1000000)));

ALTER TABLE presence ADD CONSTRAINT presence_device_check CHECK ((length(device) = 32));

ALTER TABLE presence ADD CONSTRAINT presence_node_check CHECK ((length(node) = 16));

ALTER TABLE presence ADD CONSTRAINT presence_seen_check CHECK ((seen >= 0));

ALTER TABLE published ADD CONSTRAINT published_check CHECK (("left"(listing, 3) = (country || '-'::text)));

ALTER TABLE published ADD CONSTRAINT published_digest_check CHECK ((length(digest) = 32));

ALTER TABLE published ADD CONSTRAINT published_version_check CHECK (((version >= 1) AND (version <= 1000000)));

ALTER TABLE session ADD CONSTRAINT session_check CHECK ((seen >= created));

ALTER TABLE session ADD CONSTRAINT session_check1 CHECK ((expires > created));

ALTER TABLE session ADD CONSTRAINT session_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE session ADD CONSTRAINT session_created_check CHECK ((created >= 0));

ALTER TABLE session ADD CONSTRAINT session_holder_check CHECK (((length(holder) >= 1) AND (length(holder) <= 80)));

ALTER TABLE session ADD CONSTRAINT session_kind_check CHECK ((kind = ANY (ARRAY['device'::text, 'operator'::text])));

ALTER TABLE session ADD CONSTRAINT session_leaves_check CHECK ((leaves >= 1));

ALTER TABLE session ADD CONSTRAINT session_officer_check CHECK (((length(officer) >= 1) AND (length(officer) <= 80)));

ALTER TABLE session ADD CONSTRAINT session_revoked_check CHECK ((revoked >= 0));

ALTER TABLE session ADD CONSTRAINT session_token_hash_check CHECK ((length(token_hash) = 32));

ALTER TABLE statement ADD CONSTRAINT statement_check CHECK (((country ~ '^([A-Z]{2})?$'::text) AND ((country = ''::text) = (type = ANY (ARRAY['root'::text, 'forum-heads'::text])))));

ALTER TABLE statement ADD CONSTRAINT statement_digest_check CHECK ((length(digest) = 32));

ALTER TABLE statement ADD CONSTRAINT statement_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 80)));

ALTER TABLE statement ADD CONSTRAINT statement_type_check CHECK ((type = ANY (ARRAY['root'::text, 'authority'::text, 'device'::text, 'persona'::text, 'desk'::text, 'manifest'::text, 'attestation'::text, 'revocation'::text, 'forum-heads'::text])));

ALTER TABLE statement ADD CONSTRAINT statement_version_check CHECK (((version >= 1) AND (version <= 1000000)));

ALTER TABLE welcome ADD CONSTRAINT welcome_body_check CHECK ((length(body) <= 524288));

ALTER TABLE welcome ADD CONSTRAINT welcome_client_id_check CHECK ((length(client_id) = 16));

ALTER TABLE welcome ADD CONSTRAINT welcome_device_check CHECK ((length(device) = 32));

ALTER TABLE welcome ADD CONSTRAINT welcome_epoch_check CHECK ((epoch >= 0));

ALTER TABLE welcome ADD CONSTRAINT welcome_sender_check CHECK ((length(sender) = 32));

ALTER TABLE welcome ADD CONSTRAINT welcome_seq_check CHECK ((seq >= 1));

ALTER TABLE welcome ADD CONSTRAINT welcome_stored_check CHECK ((stored >= 0));

ALTER TABLE welcome ADD CONSTRAINT welcome_taken_check CHECK ((taken >= 0));

ALTER TABLE message ADD CONSTRAINT message_once EXCLUDE USING hash (((group_id || client_id)) WITH =);

ALTER TABLE alert_call ADD CONSTRAINT alert_call_alert_fkey FOREIGN KEY (alert) REFERENCES alert(id) ON DELETE CASCADE;

ALTER TABLE alert_try ADD CONSTRAINT alert_try_alert_fkey FOREIGN KEY (alert) REFERENCES alert(id) ON DELETE CASCADE;

ALTER TABLE archive_record ADD CONSTRAINT archive_record_desk_key_version_fkey FOREIGN KEY (desk, key_version) REFERENCES archive_key(desk, version);

ALTER TABLE archive_wrap ADD CONSTRAINT archive_wrap_desk_version_fkey FOREIGN KEY (desk, version) REFERENCES archive_key(desk, version) ON DELETE CASCADE;

ALTER TABLE chunk ADD CONSTRAINT chunk_content_fkey FOREIGN KEY (content) REFERENCES content(id) ON DELETE CASCADE;

ALTER TABLE cosignature ADD CONSTRAINT cosignature_size_fkey FOREIGN KEY (size) REFERENCES checkpoint_past(size);

ALTER TABLE forum_act ADD CONSTRAINT forum_act_thread_fkey FOREIGN KEY (thread) REFERENCES forum_thread(id);

ALTER TABLE forum_report ADD CONSTRAINT forum_report_thread_fkey FOREIGN KEY (thread) REFERENCES forum_thread(id);

ALTER TABLE forum_route ADD CONSTRAINT forum_route_thread_fkey FOREIGN KEY (thread) REFERENCES forum_thread(id);

ALTER TABLE forum_vote ADD CONSTRAINT forum_vote_thread_fkey FOREIGN KEY (thread) REFERENCES forum_thread(id);

ALTER TABLE member ADD CONSTRAINT member_group_id_fkey FOREIGN KEY (group_id) REFERENCES mls_group(id) ON DELETE CASCADE;

ALTER TABLE published ADD CONSTRAINT published_country_audience_fkey FOREIGN KEY (country, audience) REFERENCES manifest(country, audience) ON DELETE CASCADE;

ALTER TABLE welcome ADD CONSTRAINT welcome_group_id_fkey FOREIGN KEY (group_id) REFERENCES mls_group(id) ON DELETE CASCADE;

CREATE INDEX alert_call_next ON public.alert_call USING btree (next);

CREATE INDEX alert_desk ON public.alert USING btree (desk, raised);

CREATE INDEX alert_ended ON public.alert USING btree (ended);

CREATE INDEX alert_next ON public.alert USING btree (next) WHERE (next IS NOT NULL);

CREATE INDEX application_country ON public.application USING btree (country, received);

CREATE INDEX application_expires ON public.application USING btree (expires);

CREATE INDEX archive_key_stored ON public.archive_key USING btree (stored);

CREATE INDEX archive_record_key ON public.archive_record USING btree (desk, key_version);

CREATE INDEX archive_record_stored ON public.archive_record USING btree (stored);

CREATE INDEX bundle_asked_asker ON public.bundle_asked USING btree (asker, at);

CREATE INDEX bundle_asked_desk ON public.bundle_asked USING btree (desk, at);

CREATE INDEX challenge_expires ON public.challenge USING btree (expires);

CREATE INDEX clock_next ON public.clock USING btree (next) WHERE (next IS NOT NULL);

CREATE INDEX content_device ON public.content USING btree (device, created);

CREATE INDEX content_expires ON public.content USING btree (expires);

CREATE INDEX duty_until ON public.duty USING btree (until_time);

CREATE INDEX forum_act_author ON public.forum_act USING btree (handle, country, at);

CREATE INDEX forum_act_steps ON public.forum_act USING btree (seq) WHERE (step = ANY (ARRAY['warn'::text, 'hide'::text, 'remove'::text, 'restore'::text, 'uphold'::text, 'keep'::text, 'appeal'::text, 'lock'::text, 'unlock'::text, 'move'::text, 'tag'::text, 'duplicate'::text, 'reopen'::text]));

CREATE INDEX forum_act_thread ON public.forum_act USING btree (thread, seq);

CREATE INDEX forum_persona_topics ON public.forum_persona USING gin (topics);

CREATE INDEX forum_report_open ON public.forum_report USING btree (seq) WHERE (closed IS NULL);

CREATE INDEX forum_route_handle ON public.forum_route USING btree (handle, country);

CREATE INDEX forum_search_title ON public.forum_search USING gin (title) WITH (fastupdate=off);

CREATE INDEX forum_search_words ON public.forum_search USING gin (words) WITH (fastupdate=off);

CREATE INDEX forum_thread_claimer ON public.forum_thread USING btree (claimer) WHERE (claimer IS NOT NULL);

CREATE INDEX forum_thread_moved ON public.forum_thread USING btree (moved DESC, id);

CREATE INDEX forum_thread_tags ON public.forum_thread USING gin (tags);

CREATE INDEX forum_vote_thread ON public.forum_vote USING btree (thread);

CREATE UNIQUE INDEX instance_current ON public.instance USING btree (device) WHERE (replaced IS NULL);

CREATE INDEX invitation_country ON public.invitation USING btree (country, expires);

CREATE INDEX invitation_expires ON public.invitation USING btree (expires);

CREATE INDEX key_grant_asker ON public.key_grant USING btree (asker, device, at);

CREATE INDEX key_grant_at ON public.key_grant USING btree (at);

CREATE INDEX key_package_expires ON public.key_package USING btree (expires);

CREATE INDEX key_package_free ON public.key_package USING btree (device, stored) WHERE (taken IS NULL);

CREATE INDEX listing_country ON public.listing USING btree (country);

CREATE INDEX listing_words ON public.listing USING gin (words);

CREATE UNIQUE INDEX member_present ON public.member USING btree (device, group_id) WHERE (until_seq IS NULL);

CREATE INDEX message_stored ON public.message USING brin (stored);

CREATE INDEX mls_group_conversation ON public.mls_group USING btree (conversation);

CREATE INDEX mls_group_opened ON public.mls_group USING btree (opened);

CREATE INDEX pending_country ON public.pending USING btree (country, created);

CREATE INDEX pending_expires ON public.pending USING btree (expires);

CREATE INDEX presence_seen ON public.presence USING btree (seen);

CREATE INDEX published_digest ON public.published USING btree (digest);

CREATE INDEX session_expires ON public.session USING btree (expires);

CREATE INDEX session_holder ON public.session USING btree (country, kind, holder);

CREATE INDEX session_officer ON public.session USING btree (country, officer);

CREATE INDEX welcome_stored ON public.welcome USING btree (stored);

CREATE INDEX welcome_waiting ON public.welcome USING btree (device, stored) WHERE (taken IS NULL);

CREATE TRIGGER fixed BEFORE UPDATE ON public.alert_try FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE UPDATE ON public.archive_key FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE UPDATE ON public.archive_record FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE UPDATE ON public.archive_wrap FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER forward BEFORE UPDATE ON public.checkpoint FOR EACH ROW EXECUTE FUNCTION checkpoint_forward();

CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON public.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.checkpoint_past FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE UPDATE ON public.chunk FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE UPDATE ON public.content FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.cosignature FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.leaf FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER gapless AFTER INSERT ON public.leaf REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION leaf_without_gap();

CREATE TRIGGER fixed BEFORE UPDATE ON public.listing FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE UPDATE ON public.message FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER erased BEFORE UPDATE ON public.part FOR EACH ROW EXECUTE FUNCTION part_only_erased();

CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON public.part FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER fixed BEFORE DELETE OR UPDATE OR TRUNCATE ON public.statement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
