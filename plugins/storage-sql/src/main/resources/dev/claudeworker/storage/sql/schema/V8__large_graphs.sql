-- Large graphs: fewer indexes to write, and tasks that are written ahead. Servers that know the schema before it work beside
-- newer ones. Written so that a server that was killed half way can run it again.

-- H2 makes an index of its own for each foreign key that no index serves exactly, and writing it costs as much as any other.
-- Accounts are never deleted; edges, attempts, labels and texts are written and deleted together with their tasks.
ALTER TABLE task DROP CONSTRAINT IF EXISTS constraint_272;
ALTER TABLE task DROP CONSTRAINT IF EXISTS task_account_id_fkey;
ALTER TABLE edge DROP CONSTRAINT IF EXISTS constraint_20;
ALTER TABLE edge DROP CONSTRAINT IF EXISTS constraint_206;
ALTER TABLE edge DROP CONSTRAINT IF EXISTS edge_upstream_fkey;
ALTER TABLE edge DROP CONSTRAINT IF EXISTS edge_downstream_fkey;
-- PostgreSQL keeps those of these three: there they have no index and other names.
ALTER TABLE attempt DROP CONSTRAINT IF EXISTS constraint_28;
ALTER TABLE label DROP CONSTRAINT IF EXISTS constraint_44;
ALTER TABLE task_text DROP CONSTRAINT IF EXISTS constraint_b;

-- At most one row, while the tasks of a large graph are written in several transactions: those from this number on are not
-- there for anybody. The last transaction removes the row; if it never comes, the tasks are removed before the next ones are
-- written.
CREATE TABLE IF NOT EXISTS loading (first_task BIGINT PRIMARY KEY);
