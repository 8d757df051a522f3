-- Several servers on one store. Only adds, so that servers that know the schema before it work beside newer ones. Written so
-- that a server that was killed half way can run it again.

-- What each server says about itself. It is alive until alive_until, by the clock of the database.
CREATE TABLE IF NOT EXISTS server (
  id CHARACTER VARYING(200) PRIMARY KEY,
  incarnation UUID NOT NULL,
  name CHARACTER VARYING(200) NOT NULL,
  address CHARACTER VARYING(500),
  version CHARACTER VARYING(40) NOT NULL,
  slots INTEGER NOT NULL CHECK (slots >= 0),
  labels CHARACTER VARYING NOT NULL,
  executors CHARACTER VARYING NOT NULL,
  started_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  seen_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
  alive_until TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- Tasks that require labels of a server have accounts of their own, so that a claim never walks over tasks that it may not
-- take: after the name of the executor come a line feed and the labels. An older server has no executor of such a name and
-- leaves those tasks to servers that know what labels are.
ALTER TABLE account ALTER COLUMN executor SET DATA TYPE CHARACTER VARYING(2400);

-- Where the last attempt was claimed, and since when a task that continues its session is pending: it is left to that server
-- for a while.
ALTER TABLE task ADD COLUMN IF NOT EXISTS last_server CHARACTER VARYING(200);
ALTER TABLE task ADD COLUMN IF NOT EXISTS pending_since TIMESTAMP(6) WITH TIME ZONE;
UPDATE task SET last_server =
  (SELECT a.server_id FROM attempt a WHERE a.task_id = task.id AND a.number = task.attempts)
  WHERE resume_ref IS NOT NULL AND last_server IS NULL;
