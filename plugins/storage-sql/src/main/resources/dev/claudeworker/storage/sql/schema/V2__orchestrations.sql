-- Orchestrations, lanes, and dependencies that can change. Written so that a server that was killed half way can run it again.

-- One row: the last number given.
CREATE TABLE IF NOT EXISTS orchestration_head (last BIGINT NOT NULL);
INSERT INTO orchestration_head (last) SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM orchestration_head);

-- Counts are kept true by every transaction.
ALTER TABLE orchestration ADD COLUMN IF NOT EXISTS pending_tasks INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE orchestration ADD COLUMN IF NOT EXISTS waiting_tasks INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE orchestration ADD COLUMN IF NOT EXISTS running_tasks INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE orchestration ADD COLUMN IF NOT EXISTS cancelled_tasks INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE orchestration ADD COLUMN IF NOT EXISTS failure_policy CHARACTER VARYING(20) DEFAULT 'skip' NOT NULL;
ALTER TABLE orchestration ADD COLUMN IF NOT EXISTS max_parallel INTEGER;
ALTER TABLE orchestration ADD COLUMN IF NOT EXISTS timeout_micros BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE orchestration ADD COLUMN IF NOT EXISTS priority INTEGER DEFAULT 50 NOT NULL;
ALTER TABLE orchestration ADD COLUMN IF NOT EXISTS base_directory CHARACTER VARYING;
ALTER TABLE orchestration ADD COLUMN IF NOT EXISTS parent_task_id BIGINT;
ALTER TABLE orchestration ADD COLUMN IF NOT EXISTS traceparent CHARACTER VARYING(200);
-- Empty when it has ended, so the index holds only what can run out of time.
ALTER TABLE orchestration ADD COLUMN IF NOT EXISTS deadline TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE orchestration DROP CONSTRAINT IF EXISTS orchestration_words;
ALTER TABLE orchestration ADD CONSTRAINT orchestration_words
  CHECK (failure_policy IN ('skip', 'continue', 'hold', 'fail_fast'));
ALTER TABLE orchestration DROP CONSTRAINT IF EXISTS orchestration_bounds;
ALTER TABLE orchestration ADD CONSTRAINT orchestration_bounds
  CHECK (max_parallel >= 1 AND priority BETWEEN 0 AND 100);
ALTER TABLE orchestration DROP CONSTRAINT IF EXISTS orchestration_counts;
ALTER TABLE orchestration ADD CONSTRAINT orchestration_counts
  CHECK (pending_tasks >= 0 AND waiting_tasks >= 0 AND running_tasks >= 0 AND completed_tasks >= 0
    AND failed_tasks >= 0 AND skipped_tasks >= 0 AND cancelled_tasks >= 0);
CREATE INDEX IF NOT EXISTS orchestration_list_all ON orchestration (project_id, id);
CREATE INDEX IF NOT EXISTS orchestration_due ON orchestration (deadline, id);

ALTER TABLE task ADD COLUMN IF NOT EXISTS lane_key CHARACTER VARYING(1000);
ALTER TABLE task ADD COLUMN IF NOT EXISTS lane_limit INTEGER;
ALTER TABLE task ADD COLUMN IF NOT EXISTS continue_from BIGINT;
-- Why a pending task cannot be claimed.
ALTER TABLE task ADD COLUMN IF NOT EXISTS held CHARACTER VARYING(20);
-- The queue in which a pending task stands: 'a:' and its account when it can be claimed, 't:' and the lane or 'o:' and the
-- orchestration for whose place it is held. One index serves claims and lanes, and leaves tasks alone that stand nowhere.
ALTER TABLE task ADD COLUMN IF NOT EXISTS queue CHARACTER VARYING(1002);
-- The lane in which the task has a place of its own.
ALTER TABLE task ADD COLUMN IF NOT EXISTS lane_place CHARACTER VARYING(1000);
UPDATE task SET queue = CONCAT('a:', account_id) WHERE status = 'pending';
ALTER TABLE task DROP CONSTRAINT IF EXISTS task_held;
ALTER TABLE task ADD CONSTRAINT task_held
  CHECK (held IS NULL OR (status = 'pending' AND held IN ('paused', 'concurrency', 'orchestration_limit')));
ALTER TABLE task DROP CONSTRAINT IF EXISTS task_queue_state;
ALTER TABLE task ADD CONSTRAINT task_queue_state CHECK (queue IS NULL OR status = 'pending');
ALTER TABLE task DROP CONSTRAINT IF EXISTS task_lane;
ALTER TABLE task ADD CONSTRAINT task_lane CHECK ((lane_key IS NULL) = (lane_limit IS NULL) AND lane_limit >= 1);
DROP INDEX IF EXISTS task_claim;
CREATE INDEX IF NOT EXISTS task_queue ON task (queue, claim_order, id);
CREATE INDEX IF NOT EXISTS task_lane_place ON task (lane_place, id);
CREATE UNIQUE INDEX IF NOT EXISTS task_identifier ON task (orchestration_id, identifier);

-- How many places a lane has, how many are taken, and how many tasks wait for one. Free lanes have no row.
DROP TABLE IF EXISTS lane;
CREATE TABLE lane (
  lane_key CHARACTER VARYING(1002) PRIMARY KEY,
  lane_limit INTEGER NOT NULL CHECK (lane_limit >= 1),
  taken INTEGER NOT NULL CHECK (taken >= 0),
  waiting INTEGER NOT NULL CHECK (waiting >= 0)
);

ALTER TABLE edge ADD COLUMN IF NOT EXISTS if_broken CHARACTER VARYING(20) DEFAULT 'skip' NOT NULL;
ALTER TABLE edge DROP CONSTRAINT IF EXISTS edge_words;
ALTER TABLE edge ADD CONSTRAINT edge_words CHECK (if_broken IN ('skip', 'hold'));
-- Empty = as old as the task that waits.
ALTER TABLE edge ADD COLUMN IF NOT EXISTS created_at TIMESTAMP(6) WITH TIME ZONE;

-- Edges from a task to one with a smaller number. They are rare, because tasks are numbered in the order of their
-- dependencies, and without one of them no edge can close a cycle: so the search for cycles reads this table first.
CREATE TABLE IF NOT EXISTS backward_edge (
  downstream BIGINT NOT NULL,
  upstream BIGINT NOT NULL,
  PRIMARY KEY (downstream, upstream)
);

ALTER TABLE idempotency_key ADD COLUMN IF NOT EXISTS orchestration_id BIGINT;
