-- Finds the tasks that a task created, newest first, and counts them before it creates another one.
CREATE INDEX IF NOT EXISTS task_parent ON task (parent_task_id, id);
