/** How the database came to its present form. Only ever appended to: a released migration is never changed, and none goes back. */
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
  // A state more. SQLite changes no CHECK: the table is made anew, and takes the old one's place.
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
]

export function readVersion(database: DatabaseSync): number {
  const version = database.prepare('PRAGMA user_version').get()?.['user_version']
  return typeof version === 'number' ? version : 0
}

/** Each migration is done as a whole or not at all. A table may take another one's place: what refers to it is looked at afterwards. */
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
        throw new Error(`migration ${index + 1} leaves ${dangling.length} rows that refer to nothing`)
      database.exec(`PRAGMA user_version = ${index + 1}`)
      database.exec('COMMIT')
    } catch (error) {
      database.exec('ROLLBACK')
      throw error
    }
  }
  database.exec('PRAGMA foreign_keys = ON')
}
