-- Finds tasks that ended long ago, oldest first. Only tasks that have ended have a time of their end.
CREATE INDEX IF NOT EXISTS task_ended ON task (ended_at, id);
