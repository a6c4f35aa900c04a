/** Schema migrations. Append only: a released migration never changes, and there are no down migrations. */
import type { DatabaseSync } from 'node:sqlite'

export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE learners (
     id TEXT PRIMARY KEY,
     display_name TEXT,
     created_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE labs (
     id TEXT PRIMARY KEY,
     learner_id TEXT NOT NULL REFERENCES learners (id),
     module TEXT NOT NULL,
     lesson TEXT NOT NULL,
     node_count INTEGER NOT NULL,
     sandbox_id TEXT NOT NULL,
     generation INTEGER NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('creating', 'ready', 'failed', 'ending', 'ended')),
     details TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     boot_ms INTEGER
   ) STRICT;
   CREATE UNIQUE INDEX one_live_lab_per_learner ON labs (learner_id) WHERE state <> 'ended';
   CREATE INDEX boot_times ON labs (node_count, created_at) WHERE boot_ms IS NOT NULL;
   CREATE TABLE check_results (
     learner_id TEXT NOT NULL REFERENCES learners (id),
     module TEXT NOT NULL,
     lesson TEXT NOT NULL,
     step TEXT NOT NULL,
     check_id TEXT NOT NULL,
     outcome TEXT NOT NULL CHECK (outcome IN ('met', 'unmet', 'error')),
     expected TEXT,
     actual TEXT,
     why TEXT,
     checked_at INTEGER NOT NULL,
     duration_ms INTEGER NOT NULL,
     PRIMARY KEY (learner_id, module, lesson, step, check_id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE audit (
     id INTEGER PRIMARY KEY,
     at INTEGER NOT NULL,
     learner_id TEXT,
     event TEXT NOT NULL,
     subject TEXT,
     detail TEXT
   ) STRICT;`,
  `CREATE TABLE step_progress (
     learner_id TEXT NOT NULL REFERENCES learners (id),
     module TEXT NOT NULL,
     lesson TEXT NOT NULL,
     step TEXT NOT NULL,
     started_at INTEGER,
     tried_at INTEGER,
     done_at INTEGER,
     done_by TEXT CHECK (done_by IN ('own', 'solution')),
     hints INTEGER NOT NULL,
     solution_at INTEGER,
     PRIMARY KEY (learner_id, module, lesson, step)
   ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE pooled_sandboxes (
     id TEXT PRIMARY KEY,
     node_count INTEGER NOT NULL,
     recipe TEXT NOT NULL,
     is_ready INTEGER NOT NULL,
     lab_id TEXT,
     created_at INTEGER NOT NULL
   ) STRICT;`,
  `CREATE TABLE exams (
     lab_id TEXT PRIMARY KEY REFERENCES labs (id),
     learner_id TEXT NOT NULL REFERENCES learners (id),
     module TEXT NOT NULL,
     lesson TEXT NOT NULL,
     started_at INTEGER NOT NULL,
     ended_at INTEGER,
     details TEXT NOT NULL
   ) STRICT;
   CREATE INDEX exams_of_learner ON exams (learner_id, started_at);`,
  // Adds the state 'kept'. SQLite cannot alter a CHECK, so a new table replaces the old one.
  `CREATE TABLE new_labs (
     id TEXT PRIMARY KEY,
     learner_id TEXT NOT NULL REFERENCES learners (id),
     module TEXT NOT NULL,
     lesson TEXT NOT NULL,
     node_count INTEGER NOT NULL,
     sandbox_id TEXT NOT NULL,
     generation INTEGER NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('creating', 'ready', 'kept', 'failed', 'ending', 'ended')),
     details TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     boot_ms INTEGER
   ) STRICT;
   INSERT INTO new_labs SELECT id, learner_id, module, lesson, node_count, sandbox_id, generation, state, details, created_at, boot_ms FROM labs;
   DROP TABLE labs;
   ALTER TABLE new_labs RENAME TO labs;
   CREATE UNIQUE INDEX one_live_lab_per_learner ON labs (learner_id) WHERE state <> 'ended';
   CREATE INDEX boot_times ON labs (node_count, created_at) WHERE boot_ms IS NOT NULL;`,
  `ALTER TABLE learners ADD COLUMN blocked_at INTEGER;`,
  // Accounts and classes. Learners of older versions have a signed cookie: the server exchanges it for a session.
  `ALTER TABLE learners ADD COLUMN role TEXT NOT NULL DEFAULT 'learner' CHECK (role IN ('learner', 'instructor', 'admin'));
   ALTER TABLE learners ADD COLUMN takes_signed_cookie INTEGER NOT NULL DEFAULT 0;
   UPDATE learners SET takes_signed_cookie = 1;
   CREATE TABLE sessions (
     hash TEXT PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     learner_id TEXT NOT NULL REFERENCES learners (id),
     created_at INTEGER NOT NULL,
     seen_at INTEGER NOT NULL,
     idle_ms INTEGER NOT NULL,
     ends_at INTEGER NOT NULL,
     device TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX sessions_of_learner ON sessions (learner_id);
   CREATE TABLE identities (
     issuer TEXT NOT NULL,
     subject TEXT NOT NULL,
     learner_id TEXT NOT NULL REFERENCES learners (id),
     secret TEXT,
     created_at INTEGER NOT NULL,
     PRIMARY KEY (issuer, subject)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX identities_of_learner ON identities (learner_id);
   CREATE TABLE classes (
     id TEXT PRIMARY KEY,
     name TEXT NOT NULL,
     starts_at INTEGER,
     ends_at INTEGER,
     seats INTEGER,
     settings TEXT NOT NULL,
     created_at INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE class_members (
     class_id TEXT NOT NULL REFERENCES classes (id),
     learner_id TEXT NOT NULL REFERENCES learners (id),
     role TEXT NOT NULL CHECK (role IN ('learner', 'instructor')),
     joined_at INTEGER NOT NULL,
     PRIMARY KEY (class_id, learner_id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX classes_of_learner ON class_members (learner_id);
   CREATE TABLE invites (
     hash TEXT PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     purpose TEXT NOT NULL CHECK (purpose IN ('join', 'person', 'password')),
     class_id TEXT REFERENCES classes (id),
     learner_id TEXT REFERENCES learners (id),
     uses_left INTEGER NOT NULL,
     ends_at INTEGER NOT NULL,
     created_at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE help_requests (
     id TEXT PRIMARY KEY,
     class_id TEXT NOT NULL REFERENCES classes (id),
     learner_id TEXT NOT NULL REFERENCES learners (id),
     module TEXT,
     lesson TEXT,
     step TEXT,
     note TEXT NOT NULL,
     asked_at INTEGER NOT NULL,
     closed_at INTEGER,
     answer TEXT
   ) STRICT;
   CREATE UNIQUE INDEX one_open_help_request ON help_requests (class_id, learner_id) WHERE closed_at IS NULL;
   CREATE TRIGGER audit_is_append_only BEFORE UPDATE ON audit BEGIN SELECT RAISE (ABORT, 'audit is append-only'); END;`,
  `CREATE TABLE api_tokens (
     hash TEXT PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     class_id TEXT NOT NULL REFERENCES classes (id),
     learner_id TEXT NOT NULL REFERENCES learners (id),
     name TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     ends_at INTEGER NOT NULL,
     used_at INTEGER
   ) STRICT, WITHOUT ROWID;`,
]

export function readVersion(database: DatabaseSync): number {
  const version = database.prepare('PRAGMA user_version').get()?.['user_version']
  return typeof version === 'number' ? version : 0
}

/** Each migration is one transaction. Foreign keys are off meanwhile, because a migration may replace a table; the check runs before the commit. */
export function migrate(database: DatabaseSync, migrations: readonly string[]): void {
  if (readVersion(database) >= migrations.length) return
  database.exec('PRAGMA foreign_keys = OFF')
  for (const [index, sql] of migrations.entries()) {
    if (index < readVersion(database)) continue
    database.exec('BEGIN IMMEDIATE')
    try {
      database.exec(sql)
      const dangling = database.prepare('PRAGMA foreign_key_check').all()
      if (dangling.length > 0)
        throw new Error(`migration ${index + 1} leaves ${dangling.length} rows with a broken foreign key`)
      database.exec(`PRAGMA user_version = ${index + 1}`)
      database.exec('COMMIT')
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
  }
  database.exec('PRAGMA foreign_keys = ON')
}
