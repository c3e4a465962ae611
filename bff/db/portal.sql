-- Written by GUICHET_WRITE_DUMP=1 and test/bff/migrations.test.ts, which otherwise compares it with a fresh migration.

-- tables

table portal.account
  id uuid not null default gen_random_uuid()
  login text not null
  email text
  name text not null
  language text not null default 'fr'::text
  password_hash text
  disabled_at timestamp with time zone
  created_at timestamp with time zone not null default now()
  phone text;

table portal.account_customer
  account_id uuid not null
  customer_id text not null
  profile_id text not null
  site_ids text[];

table portal.challenge
  hash bytea not null
  purpose text not null
  thumbprint text not null
  portal_key text not null
  account_id uuid
  code_id uuid
  code_hash text
  channel text
  budget bytea
  tries integer not null default 0
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  used_at timestamp with time zone;

table portal.code
  id uuid not null default gen_random_uuid()
  secret_hash bytea
  label text not null
  language text not null default 'fr'::text
  customer_id text not null
  site_ids text[]
  intervention_id text
  profile_id text not null
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  revoked_at timestamp with time zone
  last_used_at timestamp with time zone
  typed_hash text
  typed_prefix text
  customer_code text
  contact_email text
  contact_phone text
  second_proof_after_days integer
  family uuid not null default gen_random_uuid();

table portal.command
  id uuid not null default gen_random_uuid()
  owner text not null
  key uuid not null
  body_hash bytea not null
  receipt text not null
  function text not null
  customer_id text not null
  site_id text
  intervention_id text
  aggregate text not null
  portal_key text not null
  language text not null
  author jsonb not null
  payload jsonb not null
  state text not null default 'received'::text
  vendor_id text
  vendor_number text
  reason text
  attempts integer not null default 0
  created_at timestamp with time zone not null default date_trunc('milliseconds'::text, clock_timestamp())
  settled_at timestamp with time zone;

table portal.device
  account_id uuid not null
  browser text not null
  network text not null
  first_seen_at timestamp with time zone not null default now()
  last_seen_at timestamp with time zone not null default now();

table portal.email_change
  hash bytea not null
  purpose text not null
  task bigint
  account_id uuid not null
  portal_key text not null
  origin text not null
  email text not null
  former text
  created_at timestamp with time zone not null default clock_timestamp()
  expires_at timestamp with time zone not null
  used_at timestamp with time zone;

table portal.export
  id uuid not null default gen_random_uuid()
  owner text not null
  key uuid not null
  body_hash bytea not null
  session_hash bytea not null
  customer_id text not null
  site_ids text[]
  intervention_id text
  rights text[] not null
  portal_key text not null
  kind text not null
  format text not null
  language text not null
  wish jsonb not null
  state text not null default 'waiting'::text
  reason text
  done_rows integer not null default 0
  total_rows integer not null
  file_name text
  size bigint
  created_at timestamp with time zone not null default date_trunc('milliseconds'::text, clock_timestamp())
  expires_at timestamp with time zone not null default (date_trunc('milliseconds'::text, clock_timestamp()) + '24:00:00'::interval);

table portal.export_part
  export_id uuid not null
  n integer not null
  bytes bytea not null;

table portal.fingerprint
  name text not null
  value text not null
  at timestamp with time zone not null default now();

table portal.hand_off_key
  portal_key text not null
  kid text not null
  issuer text not null
  algorithm text not null
  public_key text not null
  subject text not null
  profile_id text
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone
  revoked_at timestamp with time zone;

table portal.hand_off_person
  portal_key text not null
  issuer text not null
  subject text not null
  account_id uuid not null
  made boolean not null default false;

table portal.hand_off_used
  hash bytea not null
  seen_at timestamp with time zone not null default now();

table portal.journal
  id bigint not null generated always as identity
  at timestamp with time zone not null default now()
  event text not null
  portal_key text
  account_id uuid
  code_id uuid
  session text
  network text
  request text
  detail jsonb not null default '{}'::jsonb;

table portal.outbox
  id bigint not null generated always as identity
  kind text not null
  command_id uuid
  aggregate text not null
  payload jsonb not null default '{}'::jsonb
  created_at timestamp with time zone not null default clock_timestamp()
  due_at timestamp with time zone not null default clock_timestamp()
  lease_until timestamp with time zone
  attempts integer not null default 0
  last_error text
  done_at timestamp with time zone
  dead_at timestamp with time zone;

table portal.password_link
  hash bytea not null
  account_id uuid not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone
  purpose text not null default 'password'::text;

table portal.portal
  key text not null
  name text not null
  origins text[] not null
  languages text[] not null
  features text[] not null
  branding jsonb not null default '{}'::jsonb
  sign_in text[] not null
  enabled boolean not null default true
  created_at timestamp with time zone not null default now()
  updated_at timestamp with time zone not null default now()
  home jsonb not null default '{}'::jsonb
  sign_in_path text not null default '/'::text
  second_proof_after_days integer
  registration_profile text not null default 'newcomer'::text
  order_step_up numeric(14,2);

table portal.profile
  id text not null
  name_fr text not null
  name_en text not null
  rights text[] not null;

unlogged table portal.proof
  hash bytea not null
  seen_at timestamp with time zone not null default now();

table portal.registration
  id uuid not null default gen_random_uuid()
  task bigint not null
  portal_key text not null
  origin text not null
  customer_id text not null
  site_id text
  name text not null
  email text not null
  language text not null
  own_mailbox boolean not null
  state text not null
  token_hash bytea
  created_at timestamp with time zone not null default now()
  expires_at timestamp with time zone not null
  settled_at timestamp with time zone
  account_id uuid;

table portal.secret
  name text not null
  value bytea not null;

table portal.session
  hash bytea not null
  kind text not null
  account_id uuid
  code_id uuid
  portal_key text not null
  origin text not null
  public_x text not null
  public_y text not null
  thumbprint text not null
  customer_id text not null
  site_ids text[]
  intervention_id text
  created_at timestamp with time zone not null default now()
  last_seen_at timestamp with time zone not null default now()
  idle_seconds integer not null
  idle_until timestamp with time zone not null
  expires_at timestamp with time zone not null
  ended_at timestamp with time zone
  end_reason text
  language text
  proved_at timestamp with time zone
  browser text
  system text
  network text;

table portal.sms_day
  portal_key text not null
  day date not null default ((now() AT TIME ZONE 'utc'::text))::date
  sent integer not null default 0
  verified integer not null default 0;

unlogged table portal.throttle
  key bytea not null
  tat timestamp with time zone not null;

table portal.ticket
  hash bytea not null
  session_hash bytea not null
  subject_kind text not null
  subject_id text not null
  language text not null
  expires_at timestamp with time zone not null
  used_at timestamp with time zone;

table portal.upload
  id uuid not null default gen_random_uuid()
  account_id uuid
  code_id uuid
  customer_id text not null
  file_name text not null
  media_type text not null
  size integer not null
  sha256 bytea
  state text not null default 'receiving'::text
  content bytea
  created_at timestamp with time zone not null default now()
  command_id uuid;

-- constraints

constraint account_language_check on portal.account CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])));

constraint account_login_check on portal.account CHECK (((login = lower(login)) AND (login <> ''::text)));

constraint account_login_key on portal.account UNIQUE (login);

constraint account_phone_check on portal.account CHECK ((phone ~ '^\+[1-9][0-9]{6,14}$'::text));

constraint account_pkey on portal.account PRIMARY KEY (id);

constraint account_customer_account_id_fkey on portal.account_customer FOREIGN KEY (account_id) REFERENCES portal.account(id) ON DELETE CASCADE;

constraint account_customer_pkey on portal.account_customer PRIMARY KEY (account_id, customer_id);

constraint account_customer_profile_id_fkey on portal.account_customer FOREIGN KEY (profile_id) REFERENCES portal.profile(id);

constraint challenge_account_id_fkey on portal.challenge FOREIGN KEY (account_id) REFERENCES portal.account(id) ON DELETE CASCADE;

constraint challenge_channel_check on portal.challenge CHECK ((channel = ANY (ARRAY['mail'::text, 'sms'::text])));

constraint challenge_code_id_fkey on portal.challenge FOREIGN KEY (code_id) REFERENCES portal.code(id) ON DELETE CASCADE;

constraint challenge_hash_check on portal.challenge CHECK ((length(hash) = 32));

constraint challenge_pkey on portal.challenge PRIMARY KEY (hash);

constraint challenge_portal_key_fkey on portal.challenge FOREIGN KEY (portal_key) REFERENCES portal.portal(key);

constraint challenge_purpose_check on portal.challenge CHECK ((purpose = ANY (ARRAY['sign-in'::text, 'second-proof'::text, 'step-up'::text])));

constraint challenge_tries_check on portal.challenge CHECK (((tries >= 0) AND (tries <= 5)));

constraint code_contact_phone_check on portal.code CHECK ((contact_phone ~ '^\+[1-9][0-9]{6,14}$'::text));

constraint code_language_check on portal.code CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])));

constraint code_pkey on portal.code PRIMARY KEY (id);

constraint code_profile_id_fkey on portal.code FOREIGN KEY (profile_id) REFERENCES portal.profile(id);

constraint code_second_proof_after_days_check on portal.code CHECK (((second_proof_after_days >= 0) AND (second_proof_after_days <= 3650)));

constraint code_secret on portal.code CHECK ((((secret_hash IS NULL) = (typed_hash IS NOT NULL)) AND ((typed_hash IS NULL) = (typed_prefix IS NULL)) AND ((typed_hash IS NULL) = (customer_code IS NULL))));

constraint code_secret_hash_check on portal.code CHECK ((length(secret_hash) = 32));

constraint code_secret_hash_key on portal.code UNIQUE (secret_hash);

constraint code_typed_prefix_check on portal.code CHECK ((length(typed_prefix) = 4));

constraint command_body_hash_check on portal.command CHECK ((length(body_hash) = 32));

constraint command_check on portal.command CHECK (((state = 'received'::text) = (settled_at IS NULL)));

constraint command_check1 on portal.command CHECK (((state = 'delivered'::text) = (vendor_id IS NOT NULL)));

constraint command_check2 on portal.command CHECK (((state = 'refused'::text) = (reason IS NOT NULL)));

constraint command_language_check on portal.command CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])));

constraint command_owner_key_key on portal.command UNIQUE (owner, key);

constraint command_pkey on portal.command PRIMARY KEY (id);

constraint command_receipt_key on portal.command UNIQUE (receipt);

constraint command_state_check on portal.command CHECK ((state = ANY (ARRAY['received'::text, 'delivered'::text, 'refused'::text, 'failed'::text])));

constraint device_account_id_fkey on portal.device FOREIGN KEY (account_id) REFERENCES portal.account(id) ON DELETE CASCADE;

constraint device_pkey on portal.device PRIMARY KEY (account_id, browser, network);

constraint email_change_account_id_fkey on portal.email_change FOREIGN KEY (account_id) REFERENCES portal.account(id) ON DELETE CASCADE;

constraint email_change_hash_check on portal.email_change CHECK ((length(hash) = 32));

constraint email_change_pkey on portal.email_change PRIMARY KEY (hash);

constraint email_change_portal_key_fkey on portal.email_change FOREIGN KEY (portal_key) REFERENCES portal.portal(key);

constraint email_change_purpose_check on portal.email_change CHECK ((purpose = ANY (ARRAY['confirm'::text, 'undo'::text])));

constraint email_change_task_key on portal.email_change UNIQUE (task);

constraint export_body_hash_check on portal.export CHECK ((length(body_hash) = 32));

constraint export_check on portal.export CHECK (((state = 'done'::text) = ((file_name IS NOT NULL) AND (size IS NOT NULL))));

constraint export_check1 on portal.export CHECK (((state = ANY (ARRAY['refused'::text, 'failed'::text])) = (reason IS NOT NULL)));

constraint export_format_check on portal.export CHECK ((format = ANY (ARRAY['xlsx'::text, 'xls'::text, 'csv'::text])));

constraint export_kind_check on portal.export CHECK ((kind = ANY (ARRAY['invoices'::text, 'orders'::text, 'interventions'::text, 'equipment'::text])));

constraint export_language_check on portal.export CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])));

constraint export_owner_key_key on portal.export UNIQUE (owner, key);

constraint export_pkey on portal.export PRIMARY KEY (id);

constraint export_session_hash_fkey on portal.export FOREIGN KEY (session_hash) REFERENCES portal.session(hash) ON DELETE CASCADE;

constraint export_state_check on portal.export CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'refused'::text, 'failed'::text, 'cancelled'::text])));

constraint export_part_export_id_fkey on portal.export_part FOREIGN KEY (export_id) REFERENCES portal.export(id) ON DELETE CASCADE;

constraint export_part_pkey on portal.export_part PRIMARY KEY (export_id, n);

constraint fingerprint_pkey on portal.fingerprint PRIMARY KEY (name);

constraint hand_off_key_algorithm_check on portal.hand_off_key CHECK ((algorithm = ANY (ARRAY['EdDSA'::text, 'ES256'::text])));

constraint hand_off_key_check on portal.hand_off_key CHECK (((profile_id IS NULL) OR (subject = 'mapped'::text)));

constraint hand_off_key_issuer_check on portal.hand_off_key CHECK (((issuer <> ''::text) AND (length(issuer) <= 200)));

constraint hand_off_key_kid_check on portal.hand_off_key CHECK ((kid ~ '^[A-Za-z0-9._~-]{1,64}$'::text));

constraint hand_off_key_pkey on portal.hand_off_key PRIMARY KEY (portal_key, kid);

constraint hand_off_key_portal_key_fkey on portal.hand_off_key FOREIGN KEY (portal_key) REFERENCES portal.portal(key);

constraint hand_off_key_profile_id_fkey on portal.hand_off_key FOREIGN KEY (profile_id) REFERENCES portal.profile(id);

constraint hand_off_key_subject_check on portal.hand_off_key CHECK ((subject = ANY (ARRAY['login'::text, 'mapped'::text])));

constraint hand_off_person_account_id_fkey on portal.hand_off_person FOREIGN KEY (account_id) REFERENCES portal.account(id) ON DELETE CASCADE;

constraint hand_off_person_pkey on portal.hand_off_person PRIMARY KEY (portal_key, issuer, subject);

constraint hand_off_person_portal_key_fkey on portal.hand_off_person FOREIGN KEY (portal_key) REFERENCES portal.portal(key);

constraint hand_off_person_subject_check on portal.hand_off_person CHECK (((length(subject) >= 1) AND (length(subject) <= 200)));

constraint hand_off_used_hash_check on portal.hand_off_used CHECK ((length(hash) = 32));

constraint hand_off_used_pkey on portal.hand_off_used PRIMARY KEY (hash);

constraint journal_pkey on portal.journal PRIMARY KEY (id);

constraint outbox_check on portal.outbox CHECK (((done_at IS NULL) OR (dead_at IS NULL)));

constraint outbox_command_id_fkey on portal.outbox FOREIGN KEY (command_id) REFERENCES portal.command(id) ON DELETE CASCADE;

constraint outbox_pkey on portal.outbox PRIMARY KEY (id);

constraint password_link_account_id_fkey on portal.password_link FOREIGN KEY (account_id) REFERENCES portal.account(id) ON DELETE CASCADE;

constraint password_link_hash_check on portal.password_link CHECK ((length(hash) = 32));

constraint password_link_pkey on portal.password_link PRIMARY KEY (hash);

constraint password_link_purpose_check on portal.password_link CHECK ((purpose = ANY (ARRAY['password'::text, 'reset'::text, 'invitation'::text])));

constraint portal_key_check on portal.portal CHECK ((key ~ '^pk_[a-z][a-z0-9]*_[a-z0-9]{16}$'::text));

constraint portal_languages_check on portal.portal CHECK (((languages <@ ARRAY['fr'::text, 'en'::text]) AND (cardinality(languages) > 0)));

constraint portal_order_step_up_check on portal.portal CHECK ((order_step_up >= (0)::numeric));

constraint portal_pkey on portal.portal PRIMARY KEY (key);

constraint portal_registration_profile_fkey on portal.portal FOREIGN KEY (registration_profile) REFERENCES portal.profile(id);

constraint portal_second_proof_after_days_check on portal.portal CHECK (((second_proof_after_days >= 0) AND (second_proof_after_days <= 3650)));

constraint portal_sign_in_check on portal.portal CHECK ((sign_in <@ ARRAY['password'::text, 'code'::text, 'one-time-code'::text, 'registration'::text]));

constraint portal_sign_in_path_check on portal.portal CHECK (((sign_in_path ~ '^/([^/\\]|$)'::text) AND (sign_in_path !~ '[[:space:]#]'::text)));

constraint profile_pkey on portal.profile PRIMARY KEY (id);

constraint proof_hash_check on portal.proof CHECK ((length(hash) = 32));

constraint proof_pkey on portal.proof PRIMARY KEY (hash);

constraint registration_account_id_fkey on portal.registration FOREIGN KEY (account_id) REFERENCES portal.account(id) ON DELETE SET NULL;

constraint registration_check on portal.registration CHECK (((state = ANY (ARRAY['confirming'::text, 'pending'::text])) = (settled_at IS NULL)));

constraint registration_language_check on portal.registration CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])));

constraint registration_pkey on portal.registration PRIMARY KEY (id);

constraint registration_portal_key_fkey on portal.registration FOREIGN KEY (portal_key) REFERENCES portal.portal(key);

constraint registration_state_check on portal.registration CHECK ((state = ANY (ARRAY['confirming'::text, 'pending'::text, 'confirmed'::text, 'approved'::text, 'refused'::text])));

constraint registration_task_key on portal.registration UNIQUE (task);

constraint registration_token_hash_check on portal.registration CHECK ((length(token_hash) = 32));

constraint registration_token_hash_key on portal.registration UNIQUE (token_hash);

constraint secret_pkey on portal.secret PRIMARY KEY (name);

constraint session_account_id_fkey on portal.session FOREIGN KEY (account_id) REFERENCES portal.account(id) ON DELETE CASCADE;

constraint session_check on portal.session CHECK ((((kind = 'code'::text) = (code_id IS NOT NULL)) AND ((kind <> 'code'::text) = (account_id IS NOT NULL))));

constraint session_check1 on portal.session CHECK (((ended_at IS NULL) = (end_reason IS NULL)));

constraint session_code_id_fkey on portal.session FOREIGN KEY (code_id) REFERENCES portal.code(id) ON DELETE CASCADE;

constraint session_end_reason_check on portal.session CHECK ((end_reason = ANY (ARRAY['signed-out'::text, 'rotated'::text, 'limit'::text, 'revoked'::text])));

constraint session_hash_check on portal.session CHECK ((length(hash) = 32));

constraint session_idle_seconds_check on portal.session CHECK ((idle_seconds > 0));

constraint session_kind_check on portal.session CHECK ((kind = ANY (ARRAY['password'::text, 'code'::text, 'one-time-code'::text, 'hand-off'::text])));

constraint session_language_check on portal.session CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])));

constraint session_pkey on portal.session PRIMARY KEY (hash);

constraint session_portal_key_fkey on portal.session FOREIGN KEY (portal_key) REFERENCES portal.portal(key);

constraint sms_day_pkey on portal.sms_day PRIMARY KEY (portal_key, day);

constraint sms_day_sent_check on portal.sms_day CHECK ((sent >= 0));

constraint sms_day_verified_check on portal.sms_day CHECK ((verified >= 0));

constraint throttle_pkey on portal.throttle PRIMARY KEY (key);

constraint ticket_hash_check on portal.ticket CHECK ((length(hash) = 32));

constraint ticket_language_check on portal.ticket CHECK ((language = ANY (ARRAY['fr'::text, 'en'::text])));

constraint ticket_pkey on portal.ticket PRIMARY KEY (hash);

constraint ticket_session_hash_fkey on portal.ticket FOREIGN KEY (session_hash) REFERENCES portal.session(hash) ON DELETE CASCADE;

constraint upload_account_id_fkey on portal.upload FOREIGN KEY (account_id) REFERENCES portal.account(id) ON DELETE CASCADE;

constraint upload_check on portal.upload CHECK (((account_id IS NULL) <> (code_id IS NULL)));

constraint upload_check1 on portal.upload CHECK (((content IS NOT NULL) = (state = ANY (ARRAY['quarantine'::text, 'clean'::text]))));

constraint upload_code_id_fkey on portal.upload FOREIGN KEY (code_id) REFERENCES portal.code(id) ON DELETE CASCADE;

constraint upload_file_name_check on portal.upload CHECK (((length(file_name) >= 1) AND (length(file_name) <= 200)));

constraint upload_media_type_check on portal.upload CHECK ((media_type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text, 'application/pdf'::text])));

constraint upload_pkey on portal.upload PRIMARY KEY (id);

constraint upload_sha256_check on portal.upload CHECK ((length(sha256) = 32));

constraint upload_size_check on portal.upload CHECK (((size >= 1) AND (size <= 10485760)));

constraint upload_state_check on portal.upload CHECK ((state = ANY (ARRAY['receiving'::text, 'quarantine'::text, 'clean'::text, 'refused'::text])));

-- indexes

CREATE INDEX account_email ON portal.account USING btree (lower(email));

CREATE INDEX account_phone ON portal.account USING btree (phone);

CREATE UNIQUE INDEX account_login_key ON portal.account USING btree (login);

CREATE UNIQUE INDEX account_pkey ON portal.account USING btree (id);

CREATE INDEX account_customer_customer ON portal.account_customer USING btree (customer_id);

CREATE INDEX account_customer_profile ON portal.account_customer USING btree (profile_id);

CREATE UNIQUE INDEX account_customer_pkey ON portal.account_customer USING btree (account_id, customer_id);

CREATE INDEX challenge_account ON portal.challenge USING btree (account_id);

CREATE INDEX challenge_code ON portal.challenge USING btree (code_id);

CREATE INDEX challenge_expires ON portal.challenge USING btree (expires_at);

CREATE INDEX challenge_portal ON portal.challenge USING btree (portal_key);

CREATE UNIQUE INDEX challenge_pkey ON portal.challenge USING btree (hash);

CREATE INDEX code_customer ON portal.code USING btree (customer_id);

CREATE INDEX code_family ON portal.code USING btree (family);

CREATE INDEX code_profile ON portal.code USING btree (profile_id);

CREATE UNIQUE INDEX code_pkey ON portal.code USING btree (id);

CREATE UNIQUE INDEX code_secret_hash_key ON portal.code USING btree (secret_hash);

CREATE UNIQUE INDEX code_typed ON portal.code USING btree (customer_code, typed_prefix) WHERE (revoked_at IS NULL);

CREATE INDEX command_customer ON portal.command USING btree (customer_id, created_at DESC, id DESC);

CREATE INDEX command_settled ON portal.command USING btree (settled_at);

CREATE UNIQUE INDEX command_owner_key_key ON portal.command USING btree (owner, key);

CREATE UNIQUE INDEX command_pkey ON portal.command USING btree (id);

CREATE UNIQUE INDEX command_receipt_key ON portal.command USING btree (receipt);

CREATE INDEX device_seen ON portal.device USING btree (last_seen_at);

CREATE UNIQUE INDEX device_pkey ON portal.device USING btree (account_id, browser, network);

CREATE INDEX email_change_account ON portal.email_change USING btree (account_id);

CREATE INDEX email_change_expires ON portal.email_change USING btree (expires_at);

CREATE INDEX email_change_portal ON portal.email_change USING btree (portal_key);

CREATE UNIQUE INDEX email_change_pkey ON portal.email_change USING btree (hash);

CREATE UNIQUE INDEX email_change_task_key ON portal.email_change USING btree (task);

CREATE INDEX export_expires ON portal.export USING btree (expires_at);

CREATE INDEX export_owner ON portal.export USING btree (owner, created_at DESC, id DESC);

CREATE INDEX export_session ON portal.export USING btree (session_hash);

CREATE UNIQUE INDEX export_owner_key_key ON portal.export USING btree (owner, key);

CREATE UNIQUE INDEX export_pkey ON portal.export USING btree (id);

CREATE UNIQUE INDEX export_part_pkey ON portal.export_part USING btree (export_id, n);

CREATE UNIQUE INDEX fingerprint_pkey ON portal.fingerprint USING btree (name);

CREATE INDEX hand_off_key_profile ON portal.hand_off_key USING btree (profile_id);

CREATE UNIQUE INDEX hand_off_key_pkey ON portal.hand_off_key USING btree (portal_key, kid);

CREATE INDEX hand_off_person_account ON portal.hand_off_person USING btree (account_id);

CREATE UNIQUE INDEX hand_off_person_pkey ON portal.hand_off_person USING btree (portal_key, issuer, subject);

CREATE INDEX hand_off_used_seen ON portal.hand_off_used USING btree (seen_at);

CREATE UNIQUE INDEX hand_off_used_pkey ON portal.hand_off_used USING btree (hash);

CREATE INDEX journal_account ON portal.journal USING btree (account_id, at);

CREATE INDEX journal_at ON portal.journal USING btree (at);

CREATE UNIQUE INDEX journal_pkey ON portal.journal USING btree (id);

CREATE INDEX outbox_aggregate ON portal.outbox USING btree (aggregate, id) WHERE ((done_at IS NULL) AND (dead_at IS NULL));

CREATE INDEX outbox_command ON portal.outbox USING btree (command_id);

CREATE INDEX outbox_done ON portal.outbox USING btree (done_at);

CREATE INDEX outbox_due ON portal.outbox USING btree (due_at, id) WHERE ((done_at IS NULL) AND (dead_at IS NULL));

CREATE UNIQUE INDEX outbox_pkey ON portal.outbox USING btree (id);

CREATE INDEX password_link_account ON portal.password_link USING btree (account_id);

CREATE UNIQUE INDEX password_link_pkey ON portal.password_link USING btree (hash);

CREATE INDEX portal_registration_profile ON portal.portal USING btree (registration_profile);

CREATE UNIQUE INDEX portal_pkey ON portal.portal USING btree (key);

CREATE UNIQUE INDEX profile_pkey ON portal.profile USING btree (id);

CREATE INDEX proof_seen ON portal.proof USING btree (seen_at);

CREATE UNIQUE INDEX proof_pkey ON portal.proof USING btree (hash);

CREATE INDEX registration_account ON portal.registration USING btree (account_id);

CREATE INDEX registration_expires ON portal.registration USING btree (expires_at);

CREATE INDEX registration_portal ON portal.registration USING btree (portal_key);

CREATE UNIQUE INDEX registration_pkey ON portal.registration USING btree (id);

CREATE UNIQUE INDEX registration_task_key ON portal.registration USING btree (task);

CREATE UNIQUE INDEX registration_token_hash_key ON portal.registration USING btree (token_hash);

CREATE UNIQUE INDEX secret_pkey ON portal.secret USING btree (name);

CREATE INDEX session_account ON portal.session USING btree (account_id) WHERE (ended_at IS NULL);

CREATE INDEX session_code ON portal.session USING btree (code_id) WHERE (ended_at IS NULL);

CREATE INDEX session_expires ON portal.session USING btree (expires_at);

CREATE INDEX session_portal ON portal.session USING btree (portal_key);

CREATE UNIQUE INDEX session_pkey ON portal.session USING btree (hash);

CREATE UNIQUE INDEX sms_day_pkey ON portal.sms_day USING btree (portal_key, day);

CREATE INDEX throttle_tat ON portal.throttle USING btree (tat);

CREATE UNIQUE INDEX throttle_pkey ON portal.throttle USING btree (key);

CREATE INDEX ticket_expires ON portal.ticket USING btree (expires_at);

CREATE INDEX ticket_session ON portal.ticket USING btree (session_hash);

CREATE UNIQUE INDEX ticket_pkey ON portal.ticket USING btree (hash);

CREATE INDEX upload_account ON portal.upload USING btree (account_id);

CREATE INDEX upload_code ON portal.upload USING btree (code_id);

CREATE INDEX upload_command ON portal.upload USING btree (command_id);

CREATE INDEX upload_created ON portal.upload USING btree (created_at) WHERE (command_id IS NULL);

CREATE INDEX upload_customer ON portal.upload USING btree (customer_id, created_at);

CREATE UNIQUE INDEX upload_pkey ON portal.upload USING btree (id);

-- views

view portal.live_session as
 SELECT s.hash,
    s.kind,
    s.account_id,
    s.code_id,
    s.portal_key,
    s.origin,
    s.public_x,
    s.public_y,
    s.thumbprint,
    s.customer_id,
        CASE
            WHEN (COALESCE(ac.site_ids, c.site_ids) IS NULL) THEN s.site_ids
            WHEN (s.site_ids IS NULL) THEN COALESCE(ac.site_ids, c.site_ids)
            ELSE portal.narrower(s.site_ids, COALESCE(ac.site_ids, c.site_ids))
        END AS site_ids,
    COALESCE(s.intervention_id, c.intervention_id) AS intervention_id,
    p.id AS profile_id,
    p.rights,
    s.idle_seconds,
    s.last_seen_at,
    s.idle_until,
    s.expires_at,
    s.proved_at
   FROM (((((portal.session s
     JOIN portal.portal o ON (((o.key = s.portal_key) AND o.enabled)))
     LEFT JOIN portal.account a ON (((a.id = s.account_id) AND (a.disabled_at IS NULL))))
     LEFT JOIN portal.account_customer ac ON (((ac.account_id = a.id) AND (ac.customer_id = s.customer_id))))
     LEFT JOIN portal.code c ON (((c.id = s.code_id) AND (c.customer_id = s.customer_id) AND (c.revoked_at IS NULL) AND (c.expires_at > now()))))
     JOIN portal.profile p ON ((p.id = COALESCE(ac.profile_id, c.profile_id))))
  WHERE ((s.ended_at IS NULL) AND (s.idle_until > now()) AND (s.expires_at > now()));

-- triggers

CREATE TRIGGER journal_append_only BEFORE UPDATE OR TRUNCATE ON portal.journal FOR EACH STATEMENT EXECUTE FUNCTION portal.refuse_change();

CREATE TRIGGER journal_retention BEFORE DELETE ON portal.journal FOR EACH ROW EXECUTE FUNCTION portal.refuse_change();

-- functions

CREATE OR REPLACE FUNCTION portal.customer_mailbox(customer text)
 RETURNS TABLE(email text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ begin end $function$;

CREATE OR REPLACE FUNCTION portal.deliver_command(wanted uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
declare
  one portal.command;
  told jsonb;
begin
  select c.* into one from portal.command c where c.id = wanted;
  told := one.payload || jsonb_build_object(
    'command_id', one.id, 'customer_id', one.customer_id, 'author', one.author,
    'received_at', to_char(one.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'portal', one.portal_key, 'language', one.language);
  
  raise exception 'management.% is not there', one.function using errcode = 'undefined_function';
end $function$;

CREATE OR REPLACE FUNCTION portal.hand_off_account(p_portal text, p_kid text, p_subject text, p_customer text, p_name text, p_email text, p_language text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    declare
      k portal.hand_off_key;
      known portal.hand_off_person;
      person uuid;
    begin
      select * into k from portal.hand_off_key where portal_key = p_portal and kid = p_kid and subject = 'mapped'
        and revoked_at is null and (expires_at is null or expires_at > now());
      if not found then return null; end if;
      -- Two first visits of one person at once make one account.
      perform pg_advisory_xact_lock(hashtextextended(p_portal || ' ' || k.issuer || ' ' || p_subject, 0));
      select * into known from portal.hand_off_person
        where portal_key = p_portal and issuer = k.issuer and subject = p_subject;
      if found and not known.made then return known.account_id; end if;
      if k.profile_id is null or p_customer is null
        or not exists (select 1 from portal.customer_cards(array[p_customer])) then
        return known.account_id;
      end if;
      if known.account_id is null then
        insert into portal.account (login, name, email, language)
          values ('site:' || left(encode(sha256(convert_to(p_portal || ' ' || k.issuer || ' ' || p_subject, 'UTF8')), 'hex'), 32),
            coalesce(p_name, p_subject), p_email, coalesce(p_language, 'fr'))
          returning id into person;
        insert into portal.hand_off_person (portal_key, issuer, subject, account_id, made)
          values (p_portal, k.issuer, p_subject, person, true);
      else
        person := known.account_id;
        update portal.account set name = coalesce(p_name, name), email = coalesce(p_email, email)
          where id = person and (name, email) is distinct from (coalesce(p_name, name), coalesce(p_email, email));
      end if;
      -- The website knows for whom its person works now; a profile that the vendor has changed since stays.
      delete from portal.account_customer where account_id = person and customer_id <> p_customer;
      insert into portal.account_customer (account_id, customer_id, profile_id) values (person, p_customer, k.profile_id)
        on conflict (account_id, customer_id) do nothing;
      return person;
    end
  $function$;

CREATE OR REPLACE FUNCTION portal.narrower(one text[], other text[])
 RETURNS text[]
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    begin
      return array(select unnest(one) intersect select unnest(other) order by 1);
    end
  $function$;

CREATE OR REPLACE FUNCTION portal.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    begin
      if tg_op = 'DELETE' then
        if old.at < now() - interval '12 months' then
          return old;
        end if;
      end if;
      raise exception 'the journal is append-only' using errcode = 'insufficient_privilege';
    end
  $function$;

CREATE OR REPLACE FUNCTION portal.registration_match(customer_code text, invoice_number text, typed text)
 RETURNS TABLE(customer text, company text, site text, mailbox text, known boolean, near boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$ begin end $function$;

CREATE OR REPLACE FUNCTION portal.trim_commands()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    declare
      gone bigint;
      more bigint;
    begin
      delete from portal.outbox where id in (
        select id from portal.outbox where done_at < now() - interval '7 days' order by done_at limit 5000);
      get diagnostics gone = row_count;
      delete from portal.command where id in (
        select id from portal.command where settled_at < now() - interval '12 months' order by settled_at limit 5000);
      get diagnostics more = row_count;
      return gone + more;
    end
  $function$;

CREATE OR REPLACE FUNCTION portal.trim_exports()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    declare
      gone bigint;
    begin
      delete from portal.export where id in (
        select id from portal.export where expires_at < now() order by expires_at limit 1000);
      get diagnostics gone = row_count;
      return gone;
    end
  $function$;

CREATE OR REPLACE FUNCTION portal.trim_journal()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    declare
      gone bigint;
    begin
      delete from portal.journal where id in (
        select id from portal.journal where at < now() - interval '12 months' order by at limit 5000);
      get diagnostics gone = row_count;
      return gone;
    end
  $function$;

CREATE OR REPLACE FUNCTION portal.trim_uploads()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
    declare
      gone bigint;
    begin
      delete from portal.upload where id in (
        select id from portal.upload where command_id is null
          and created_at < now() - case state when 'receiving' then interval '1 hour' else interval '7 days' end
        order by created_at limit 1000);
      get diagnostics gone = row_count;
      return gone;
    end
  $function$;

-- grants

grant DELETE, INSERT on portal.export_part to guichet_gate;

grant DELETE, INSERT, SELECT on portal.email_change to guichet_gate;

grant DELETE, INSERT, SELECT on portal.hand_off_used to guichet_gate;

grant DELETE, INSERT, SELECT on portal.password_link to guichet_gate;

grant DELETE, INSERT, SELECT, UPDATE on portal.challenge to guichet_gate;

grant DELETE, INSERT, SELECT, UPDATE on portal.device to guichet_gate;

grant DELETE, INSERT, SELECT, UPDATE on portal.proof to guichet_gate;

grant DELETE, INSERT, SELECT, UPDATE on portal.registration to guichet_gate;

grant DELETE, INSERT, SELECT, UPDATE on portal.session to guichet_gate;

grant DELETE, INSERT, SELECT, UPDATE on portal.throttle to guichet_gate;

grant DELETE, SELECT on portal.ticket to guichet_gate;

grant INSERT (aggregate, kind, payload) on portal.outbox to guichet_gate;

grant INSERT (contact_email, contact_phone, customer_id, expires_at, family, intervention_id, label, language, profile_id, second_proof_after_days, secret_hash, site_ids) on portal.code to guichet_gate;

grant INSERT (email, language, login, name) on portal.account to guichet_gate;

grant INSERT on portal.journal to guichet_gate;

grant INSERT, SELECT on portal.account_customer to guichet_gate;

grant INSERT, SELECT on portal.sms_day to guichet_gate;

grant SELECT (created_at, function, id, portal_key, receipt, state) on portal.command to guichet_gate;

grant SELECT (export_id, n) on portal.export_part to guichet_gate;

grant SELECT on portal.account to guichet_gate;

grant SELECT on portal.code to guichet_gate;

grant SELECT on portal.export to guichet_gate;

grant SELECT on portal.fingerprint to guichet_gate;

grant SELECT on portal.hand_off_key to guichet_gate;

grant SELECT on portal.hand_off_person to guichet_gate;

grant SELECT on portal.live_session to guichet_gate;

grant SELECT on portal.outbox to guichet_gate;

grant SELECT on portal.portal to guichet_gate;

grant SELECT on portal.profile to guichet_gate;

grant SELECT on portal.secret to guichet_gate;

grant UPDATE (attempts, dead_at, done_at, due_at, last_error, lease_until, payload) on portal.outbox to guichet_gate;

grant UPDATE (attempts, reason, settled_at, state, vendor_id, vendor_number) on portal.command to guichet_gate;

grant UPDATE (done_rows, file_name, reason, size, state) on portal.export to guichet_gate;

grant UPDATE (email, language, password_hash) on portal.account to guichet_gate;

grant UPDATE (last_used_at) on portal.code to guichet_gate;

grant UPDATE (sent, verified) on portal.sms_day to guichet_gate;

grant UPDATE (used_at) on portal.email_change to guichet_gate;

grant UPDATE (used_at) on portal.password_link to guichet_gate;

grant UPDATE (used_at) on portal.ticket to guichet_gate;

grant execute on function portal.customer_mailbox(text) to guichet_gate;

grant execute on function portal.deliver_command(uuid) to guichet_gate;

grant execute on function portal.hand_off_account(text,text,text,text,text,text,text) to guichet_gate;

grant execute on function portal.narrower(text[],text[]) to guichet_gate;

grant execute on function portal.registration_match(text,text,text) to guichet_gate;

grant execute on function portal.trim_commands() to guichet_gate;

grant execute on function portal.trim_exports() to guichet_gate;

grant execute on function portal.trim_journal() to guichet_gate;

grant execute on function portal.trim_uploads() to guichet_gate;
