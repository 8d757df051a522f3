CREATE TABLE orchestrations (id INTEGER NOT NULL PRIMARY KEY, status VARCHAR, created_at DATETIME, started_at DATETIME,
  ended_at DATETIME, total_tasks INTEGER, completed_tasks INTEGER, failed_tasks INTEGER, skipped_tasks INTEGER);
CREATE TABLE tasks (id INTEGER NOT NULL PRIMARY KEY, status VARCHAR(9) NOT NULL, pid INTEGER,
  working_directory VARCHAR NOT NULL, system_prompt VARCHAR, execution_prompt VARCHAR NOT NULL, model VARCHAR,
  log_file_path VARCHAR, last_action_cache VARCHAR, final_summary VARCHAR, error_message VARCHAR,
  created_at DATETIME NOT NULL, started_at DATETIME, ended_at DATETIME, updated_at DATETIME, orchestration_id INTEGER,
  identifier VARCHAR, depends_on VARCHAR, initial_delay FLOAT, dependency_failed_at DATETIME);
INSERT INTO orchestrations (id, status, created_at, ended_at)
  VALUES (3, 'failed', '2025-09-01 10:00:00.000000', '2025-09-01 11:00:00');
INSERT INTO tasks (id, status, working_directory, execution_prompt, model, final_summary, created_at, started_at, ended_at)
  VALUES (1, 'COMPLETED', '/work/one', 'Describe it', 'opus', 'It is blue.', '2025-09-01 09:00:00.123456',
    '2025-09-01 09:00:01', '2025-09-01 09:05:00');
INSERT INTO tasks (id, status, working_directory, execution_prompt, error_message, created_at, orchestration_id, identifier)
  VALUES (4, 'failed', '/work', 'Build', 'exit 1', '2025-09-01 10:00:00', 3, 'build');
INSERT INTO tasks (id, status, working_directory, execution_prompt, created_at, orchestration_id, identifier, depends_on)
  VALUES (5, 'skipped', '/work', 'Test', '2025-09-01 10:00:00', 3, 'test', '["build"]');
INSERT INTO tasks (id, status, working_directory, execution_prompt, created_at)
  VALUES (9, 'running', '/work', 'Sing', '2025-09-02 10:00:00');
