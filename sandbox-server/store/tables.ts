/** The tables as kysely sees them; `migrations.ts` makes them. Times are milliseconds since the epoch. */
import type { Generated } from 'kysely'

export interface Tables {
  learners: LearnersTable
  labs: LabsTable
  check_results: CheckResultsTable
  step_progress: StepProgressTable
  audit: AuditTable
  pooled_sandboxes: PooledSandboxesTable
  exams: ExamsTable
}

interface LearnersTable {
  id: string
  display_name: string | null
  created_at: number
}

interface LabsTable {
  id: string
  learner_id: string
  module: string
  lesson: string
  node_count: number
  sandbox_id: string
  generation: number
  state: string
  /** JSON: what only labs in this state have. */
  details: string
  created_at: number
  /** How long the sandbox took to boot, once it was ready. */
  boot_ms: number | null
}

interface CheckResultsTable {
  learner_id: string
  module: string
  lesson: string
  step: string
  check_id: string
  outcome: string
  expected: string | null
  actual: string | null
  why: string | null
  checked_at: number
  duration_ms: number
}

interface StepProgressTable {
  learner_id: string
  module: string
  lesson: string
  step: string
  started_at: number | null
  tried_at: number | null
  done_at: number | null
  done_by: string | null
  hints: number
  solution_at: number | null
}

interface PooledSandboxesTable {
  id: string
  node_count: number
  recipe: string
  is_ready: number
  lab_id: string | null
  created_at: number
}

interface ExamsTable {
  lab_id: string
  learner_id: string
  module: string
  lesson: string
  started_at: number
  ended_at: number | null
  /** JSON: the rest of it. */
  details: string
}

interface AuditTable {
  id: Generated<number>
  at: number
  learner_id: string | null
  event: string
  /** What it happened to, for example a lab. */
  subject: string | null
  detail: string | null
}
