/** Row types for Kysely; `migrations.ts` creates the tables. Times are milliseconds since the Unix epoch. */
import type { CheckOutcome } from '#protocol/views.ts'
import type { MemberRole, Role } from '#protocol/people.ts'
import type { Generated } from 'kysely'

export interface Tables {
  learners: LearnersTable
  labs: LabsTable
  check_results: CheckResultsTable
  step_progress: StepProgressTable
  audit: AuditTable
  pooled_sandboxes: PooledSandboxesTable
  exams: ExamsTable
  sessions: SessionsTable
  identities: IdentitiesTable
  classes: ClassesTable
  class_members: ClassMembersTable
  invites: InvitesTable
  help_requests: HelpRequestsTable
  api_tokens: ApiTokensTable
}

interface LearnersTable {
  id: string
  display_name: string | null
  created_at: number
  /** When the operator blocked the learner; null: not blocked. */
  blocked_at: number | null
  role: Generated<Role>
  /** 1: the server exchanges the signed cookie of an older version for a session. */
  takes_signed_cookie: Generated<number>
}

interface SessionsTable {
  /** SHA-256 of the token in the cookie. */
  hash: string
  /** Public name of the session. It gives no access. */
  id: string
  learner_id: string
  created_at: number
  seen_at: number
  /** The session ends after this time without a request. */
  idle_ms: number
  ends_at: number
  /** Browser and system in words, for the list of sessions. */
  device: string
}

interface IdentitiesTable {
  /** `password`, `header`, or the issuer of an OIDC provider. */
  issuer: string
  subject: string
  learner_id: string
  /** The hash of a password; null for other issuers. */
  secret: string | null
  created_at: number
}

interface ClassesTable {
  id: string
  name: string
  starts_at: number | null
  ends_at: number | null
  /** Maximum number of labs at once; null: no limit of its own. */
  seats: number | null
  /** JSON: see `ClassSettings`. */
  settings: string
  created_at: number
}

interface ClassMembersTable {
  class_id: string
  learner_id: string
  role: MemberRole
  joined_at: number
}

interface InvitesTable {
  /** SHA-256 of the code in the link. */
  hash: string
  id: string
  /** `join`: enter a class. `person`: sign in as this learner. `password`: set the password of this learner. */
  purpose: 'join' | 'person' | 'password'
  class_id: string | null
  learner_id: string | null
  uses_left: number
  ends_at: number
  created_at: number
}

interface HelpRequestsTable {
  id: string
  class_id: string
  learner_id: string
  module: string | null
  lesson: string | null
  step: string | null
  note: string
  asked_at: number
  /** null: the request is in the queue. */
  closed_at: number | null
  answer: string | null
}

interface ApiTokensTable {
  /** SHA-256 of the token. */
  hash: string
  id: string
  /** The class whose results the token reads. */
  class_id: string
  /** The maker, whose rights bound those of the token. */
  learner_id: string
  name: string
  created_at: number
  ends_at: number
  used_at: number | null
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
  /** JSON: the fields that only labs in this state have. */
  details: string
  created_at: number
  /** Boot time of the sandbox; null until the lab is ready. */
  boot_ms: number | null
}

interface CheckResultsTable {
  learner_id: string
  module: string
  lesson: string
  step: string
  check_id: string
  outcome: CheckOutcome
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
  /** JSON: all other fields, see `ExamDetails`. */
  details: string
}

interface AuditTable {
  id: Generated<number>
  at: number
  learner_id: string | null
  event: string
  /** The object of the event, for example a lab. */
  subject: string | null
  detail: string | null
}
