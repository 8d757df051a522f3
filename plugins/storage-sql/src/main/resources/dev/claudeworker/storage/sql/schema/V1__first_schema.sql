-- The first schema. The same text runs on H2 and on PostgreSQL. IF NOT EXISTS everywhere, because H2 commits each statement
-- by itself: a server that was killed half way finds what is there and goes on.
-- Words of states are those of the interfaces, in lower case. Times are to the microsecond, durations are microseconds,
-- money is millionths of a US dollar, JSON is kept as its text.

-- One row. A server whose version is below min_server_version must not open this store.
CREATE TABLE IF NOT EXISTS meta (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  product CHARACTER VARYING(40) NOT NULL,
  store_uuid UUID NOT NULL,
  epoch CHARACTER VARYING(40) NOT NULL,
  schema_version INTEGER NOT NULL,
  min_server_version CHARACTER VARYING(40) NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- One row each: the last number given. Taken in blocks inside the writing transaction, so there are no gaps, and numbers of
-- events follow the order of commits.
CREATE TABLE IF NOT EXISTS task_head (last BIGINT NOT NULL);
INSERT INTO task_head (last) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM task_head);
CREATE TABLE IF NOT EXISTS event_head (last BIGINT NOT NULL);
INSERT INTO event_head (last) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM event_head);

-- Whose limits tasks use. Few rows; the claim looks for due tasks account by account, so that it never walks over tasks
-- behind a closed gate.
CREATE TABLE IF NOT EXISTS account (
  id INTEGER PRIMARY KEY,
  executor CHARACTER VARYING(200) NOT NULL,
  account CHARACTER VARYING(200) NOT NULL,
  UNIQUE (executor, account)
);

-- How many tasks of an account are in each state, kept true by every transaction.
CREATE TABLE IF NOT EXISTS status_count (
  account_id INTEGER NOT NULL REFERENCES account (id),
  status CHARACTER VARYING(20) NOT NULL
    CHECK (status IN ('pending', 'waiting', 'running', 'completed', 'failed', 'skipped', 'cancelled')),
  tasks BIGINT NOT NULL CHECK (tasks >= 0),
  PRIMARY KEY (status, account_id)
);

CREATE TABLE IF NOT EXISTS orchestration (
  id BIGINT PRIMARY KEY,
  uuid UUID NOT NULL UNIQUE,
  version BIGINT NOT NULL,
  project_id CHARACTER VARYING(100) DEFAULT 'default' NOT NULL,
  name CHARACTER VARYING(1000),
  status CHARACTER VARYING(20) NOT NULL
    CHECK (status IN ('pending', 'running', 'paused', 'completed', 'failed', 'cancelled', 'timed_out')),
  total_tasks INTEGER NOT NULL,
  completed_tasks INTEGER NOT NULL,
  failed_tasks INTEGER NOT NULL,
  skipped_tasks INTEGER NOT NULL,
  submitted_by CHARACTER VARYING(200) NOT NULL,
  source CHARACTER VARYING(40) NOT NULL,
  correlation_id CHARACTER VARYING(200) NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  started_at TIMESTAMP(6) WITH TIME ZONE,
  ended_at TIMESTAMP(6) WITH TIME ZONE
);
CREATE INDEX IF NOT EXISTS orchestration_list ON orchestration (project_id, status, id);

CREATE TABLE IF NOT EXISTS task (
  id BIGINT PRIMARY KEY,
  uuid UUID NOT NULL,
  version BIGINT NOT NULL,
  kind CHARACTER VARYING(20) DEFAULT 'executor' NOT NULL,
  prompt_preview CHARACTER VARYING(200) NOT NULL,
  -- what the submitter chose
  project_id CHARACTER VARYING(100) DEFAULT 'default' NOT NULL,
  name CHARACTER VARYING(1000),
  executor CHARACTER VARYING(200) NOT NULL,
  account CHARACTER VARYING(200) NOT NULL,
  account_id INTEGER NOT NULL REFERENCES account (id),
  executor_options CHARACTER VARYING NOT NULL,
  required_labels CHARACTER VARYING,
  model CHARACTER VARYING(200),
  working_directory CHARACTER VARYING NOT NULL,
  priority INTEGER NOT NULL CHECK (priority BETWEEN 0 AND 100),
  timeout_micros BIGINT NOT NULL,
  max_cost_micros BIGINT,
  initial_delay_micros BIGINT NOT NULL,
  retry_attempts INTEGER NOT NULL,
  retry_max_lost INTEGER NOT NULL,
  retry_backoff CHARACTER VARYING(20) NOT NULL
    CHECK (retry_backoff IN ('exponential', 'linear', 'fibonacci', 'fixed')),
  retry_initial_delay_micros BIGINT NOT NULL,
  retry_max_delay_micros BIGINT NOT NULL,
  retry_multiplier DOUBLE PRECISION NOT NULL,
  retry_jitter DOUBLE PRECISION NOT NULL,
  label_count INTEGER NOT NULL,
  -- where it comes from
  submitted_by CHARACTER VARYING(200) NOT NULL,
  source CHARACTER VARYING(40) NOT NULL,
  correlation_id CHARACTER VARYING(200) NOT NULL,
  parent_task_id BIGINT,
  traceparent CHARACTER VARYING(200),
  -- where it stands
  status CHARACTER VARYING(20) NOT NULL
    CHECK (status IN ('pending', 'waiting', 'running', 'completed', 'failed', 'skipped', 'cancelled')),
  wait_code CHARACTER VARYING(64),
  wait_until TIMESTAMP(6) WITH TIME ZONE,
  wait_details CHARACTER VARYING,
  not_before TIMESTAMP(6) WITH TIME ZONE,
  claim_order BIGINT NOT NULL,
  attempts INTEGER NOT NULL,
  failures_counted INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  suspensions INTEGER NOT NULL,
  cancel_requested BOOLEAN NOT NULL,
  resume_ref CHARACTER VARYING(1000),
  resume_text BOOLEAN NOT NULL,
  -- what all ended attempts used together
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_tokens BIGINT NOT NULL,
  turns INTEGER NOT NULL,
  cost_micros BIGINT NOT NULL,
  cpu_micros BIGINT NOT NULL,
  peak_memory_bytes BIGINT NOT NULL,
  -- the last failure
  error_code CHARACTER VARYING(64),
  error_category CHARACTER VARYING(20)
    CHECK (error_category IN ('user', 'configuration', 'external', 'resources', 'internal')),
  error_retry_helps BOOLEAN,
  error_message CHARACTER VARYING,
  error_suggestion CHARACTER VARYING,
  error_details CHARACTER VARYING,
  -- the part of the result for lists
  result_preview CHARACTER VARYING(500),
  result_length BIGINT,
  denied_tool_calls INTEGER,
  -- its place among others; unmet = upstream tasks that have not ended
  orchestration_id BIGINT,
  identifier CHARACTER VARYING(100),
  upstream_count INTEGER NOT NULL,
  unmet INTEGER NOT NULL CHECK (unmet >= 0),
  skip_cause BIGINT,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  started_at TIMESTAMP(6) WITH TIME ZONE,
  ended_at TIMESTAMP(6) WITH TIME ZONE,
  CHECK ((status = 'waiting') = (wait_code IS NOT NULL)),
  CHECK (not_before IS NULL OR status = 'waiting'),
  CHECK ((status = 'completed') = (result_length IS NOT NULL))
);
CREATE UNIQUE INDEX IF NOT EXISTS task_uuid ON task (uuid);
CREATE INDEX IF NOT EXISTS task_claim ON task (status, account_id, claim_order, id);
-- Only waiting tasks have a time, so most changes of state leave this index alone.
CREATE INDEX IF NOT EXISTS task_due ON task (not_before, id);
CREATE INDEX IF NOT EXISTS task_list ON task (project_id, id);
CREATE INDEX IF NOT EXISTS task_list_by_status ON task (project_id, status, id);
CREATE INDEX IF NOT EXISTS task_orchestration ON task (orchestration_id, id);

-- The heavy texts of a task, cut into parts because H2 keeps at most 1,048,576 characters in one value.
CREATE TABLE IF NOT EXISTS task_text (
  task_id BIGINT NOT NULL REFERENCES task (id),
  kind CHARACTER VARYING(20) NOT NULL
    CHECK (kind IN ('prompt', 'system_prompt', 'environment', 'resume_text', 'result', 'result_details')),
  part INTEGER NOT NULL,
  text CHARACTER VARYING NOT NULL,
  PRIMARY KEY (task_id, kind, part)
);

CREATE TABLE IF NOT EXISTS label (
  task_id BIGINT NOT NULL REFERENCES task (id),
  label_name CHARACTER VARYING(1000) NOT NULL,
  label_value CHARACTER VARYING(1000) NOT NULL,
  PRIMARY KEY (task_id, label_name)
);
CREATE INDEX IF NOT EXISTS label_find ON label (label_name, label_value, task_id);

CREATE TABLE IF NOT EXISTS edge (
  upstream BIGINT NOT NULL REFERENCES task (id),
  downstream BIGINT NOT NULL REFERENCES task (id),
  on_status CHARACTER VARYING(20) NOT NULL CHECK (on_status IN ('completed', 'ended', 'failed')),
  PRIMARY KEY (downstream, upstream)
);
CREATE INDEX IF NOT EXISTS edge_upstream ON edge (upstream, downstream);

-- A running attempt holds the lease of its task. The token stays after the end, so that a repeated finish is known.
CREATE TABLE IF NOT EXISTS attempt (
  task_id BIGINT NOT NULL REFERENCES task (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  uuid UUID NOT NULL,
  status CHARACTER VARYING(20) NOT NULL
    CHECK (status IN ('running', 'completed', 'failed', 'cancelled', 'suspended', 'lost')),
  counted BOOLEAN NOT NULL,
  server_id CHARACTER VARYING(200) NOT NULL,
  incarnation UUID NOT NULL,
  token UUID NOT NULL,
  lease_expires TIMESTAMP(6) WITH TIME ZONE,
  resume_ref CHARACTER VARYING(1000),
  -- where its files are; empty = attempts/<store>/<id>/<n> in the home directory
  directory CHARACTER VARYING,
  started_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  ended_at TIMESTAMP(6) WITH TIME ZONE,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_tokens BIGINT NOT NULL,
  turns INTEGER NOT NULL,
  cost_micros BIGINT NOT NULL,
  cpu_micros BIGINT NOT NULL,
  peak_memory_bytes BIGINT NOT NULL,
  error_code CHARACTER VARYING(64),
  error_category CHARACTER VARYING(20)
    CHECK (error_category IN ('user', 'configuration', 'external', 'resources', 'internal')),
  error_retry_helps BOOLEAN,
  error_message CHARACTER VARYING,
  error_suggestion CHARACTER VARYING,
  error_details CHARACTER VARYING,
  PRIMARY KEY (task_id, number),
  CHECK ((status = 'running') = (lease_expires IS NOT NULL)),
  CHECK ((status = 'running') = (ended_at IS NULL))
);
CREATE INDEX IF NOT EXISTS attempt_lease ON attempt (status, lease_expires);

-- The latest progress of a task, beside its row because it changes every second.
CREATE TABLE IF NOT EXISTS progress (
  task_id BIGINT PRIMARY KEY REFERENCES task (id),
  attempt INTEGER NOT NULL,
  last_action CHARACTER VARYING(500) NOT NULL,
  input_tokens BIGINT NOT NULL,
  output_tokens BIGINT NOT NULL,
  cache_read_tokens BIGINT NOT NULL,
  cache_write_tokens BIGINT NOT NULL,
  turns INTEGER NOT NULL,
  cost_micros BIGINT NOT NULL,
  cpu_micros BIGINT NOT NULL,
  peak_memory_bytes BIGINT NOT NULL
);

-- A closed gate. Open gates have no row.
CREATE TABLE IF NOT EXISTS gate (
  scope_kind CHARACTER VARYING(20) NOT NULL CHECK (scope_kind IN ('all', 'executor', 'account')),
  scope_key CHARACTER VARYING(401) NOT NULL,
  code CHARACTER VARYING(64) NOT NULL,
  project_id CHARACTER VARYING(100) DEFAULT 'default' NOT NULL,
  closed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  until TIMESTAMP(6) WITH TIME ZONE,
  details CHARACTER VARYING NOT NULL,
  PRIMARY KEY (scope_kind, scope_key, code)
);

-- How many tasks with the same concurrency key may run, and how many do; changed inside the claim.
CREATE TABLE IF NOT EXISTS lane (
  lane_key CHARACTER VARYING(1000) PRIMARY KEY,
  lane_limit INTEGER NOT NULL CHECK (lane_limit >= 1),
  running INTEGER NOT NULL CHECK (running BETWEEN 0 AND lane_limit)
);

CREATE TABLE IF NOT EXISTS event (
  seq BIGINT PRIMARY KEY,
  type CHARACTER VARYING(100) NOT NULL,
  type_version INTEGER NOT NULL,
  project_id CHARACTER VARYING(100) DEFAULT 'default' NOT NULL,
  actor CHARACTER VARYING(200) NOT NULL,
  task_id BIGINT,
  attempt INTEGER,
  orchestration_id BIGINT,
  correlation_id CHARACTER VARYING(200) NOT NULL,
  occurred_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  data CHARACTER VARYING NOT NULL
);
CREATE INDEX IF NOT EXISTS event_task ON event (task_id, seq);

-- The tasks of one submission have consecutive numbers.
CREATE TABLE IF NOT EXISTS idempotency_key (
  project_id CHARACTER VARYING(100) NOT NULL,
  idempotency_key CHARACTER VARYING(255) NOT NULL,
  request_hash CHARACTER VARYING(200) NOT NULL,
  first_task_id BIGINT NOT NULL,
  task_count INTEGER NOT NULL,
  created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  PRIMARY KEY (project_id, idempotency_key)
);
CREATE INDEX IF NOT EXISTS idempotency_key_age ON idempotency_key (created_at);
