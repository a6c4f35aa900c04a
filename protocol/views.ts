/**
 * Answers of the API, as zod schemas, so that the page can refuse an answer that it does not understand.
 * All times are milliseconds since the epoch by the server's clock; all durations are milliseconds.
 */
import * as z from 'zod/mini'
import { ExamView } from './exam.ts'
import { ClassSummary, Role } from './people.ts'
import { NodeId } from './node-id.ts'
import { StepProgressView } from './progress.ts'
import { StepMark, WorkKind, WorkView } from './work.ts'

export const PHASE_NAMES = ['queued', 'network', 'nodes', 'booting', 'api', 'joining', 'ready'] as const
/** One phase of a sandbox's boot. `ready` is the last: all nodes are Ready and a Pod has got an answer from DNS. */
export const PhaseName = z.enum(PHASE_NAMES)
export type PhaseName = z.infer<typeof PhaseName>

export const PhaseView = z.object({ name: PhaseName, startedAt: z.number(), endedAt: z.optional(z.number()) })
export type PhaseView = z.infer<typeof PhaseView>

/** A node: `name` is its name in `kubectl get nodes`; `id` is the same in every sandbox, and lessons use it. */
export const NodeView = z.object({ id: NodeId, name: z.string() })
export type NodeView = z.infer<typeof NodeView>

export const ErrorBody = z.object({
  code: z.string(),
  message: z.string(),
  action: z.string(),
  isRetryable: z.boolean(),
  detail: z.optional(z.string()),
  /** When the same request can succeed. */
  retryAt: z.optional(z.number()),
})

const labBase = {
  id: z.string(),
  module: z.string(),
  lesson: z.string(),
  createdAt: z.number(),
  /** Increases by one with each fresh cluster of the lab. The server refuses tickets and terminals of an older generation. */
  generation: z.number(),
}

const EndReason = z.enum(['learner', 'expired', 'reset', 'operator', 'lost', 'handed-in', 'disk'])

/** A lab, by state. `phases` are the started phases, in order. */
export const LabView = z.discriminatedUnion('state', [
  z.object({
    ...labBase,
    state: z.literal('creating'),
    phases: z.array(PhaseView),
    estimateMs: z.optional(z.number()),
    /** Present while the lab is queued. `shortage` is an error code for the missing resource; without it, the lab waits for the boots of other labs. */
    queue: z.optional(z.object({ position: z.number(), shortage: z.optional(z.string()) })),
    /** The lab resumes its suspended cluster. */
    isKept: z.optional(z.boolean()),
  }),
  z.object({
    ...labBase,
    state: z.literal('ready'),
    phases: z.array(PhaseView),
    nodes: z.array(NodeView),
    readyAt: z.number(),
    /** End of the lease. */
    expiresAt: z.number(),
    /** Facts of this cluster that lessons show, by the names of `course/sandbox-facts.ts`; absent until the server has read them. */
    facts: z.optional(z.record(z.string(), z.string())),
    steps: z.optional(z.array(StepMark)),
    /** When a command or work ended last, as far as it matters: results of met checks that are older can be out of date. */
    changedAt: z.optional(z.number()),
    /** The drawn steps, in lessons with a draw. */
    drawn: z.optional(z.array(z.string())),
    /** In an exam: its progress, without results. */
    exam: z.optional(ExamView),
    work: z.optional(WorkView),
    /** Why the last work failed. */
    failedWork: z.optional(z.object({ kind: WorkKind, step: z.string(), error: ErrorBody })),
    /** Duration of the lease, from the last use or extension. */
    leaseMs: z.number(),
    /** How long a suspended cluster is kept; 0: this lab cannot be suspended. */
    keepMs: z.optional(z.number()),
    /** The server has shortened the lease, because the lab was idle while other learners were queued. */
    isShortened: z.optional(z.boolean()),
    /** Docker does not answer now. The cluster and its shells keep running, but the server cannot reach them. */
    isEngineAway: z.optional(z.boolean()),
    /** The cluster was frozen while no page showed it. Its shells run, and its API server answers within seconds. */
    isWaking: z.optional(z.boolean()),
    /** A node of the cluster is removed, and nothing can start it again: only a fresh cluster helps. */
    isNodeGone: z.optional(z.boolean()),
  }),
  /** Suspended: the cluster is stopped, with its files, until `removeAt`. */
  z.object({
    ...labBase,
    state: z.literal('kept'),
    keptAt: z.number(),
    removeAt: z.number(),
    /** Why the last attempt to resume failed. */
    error: z.optional(ErrorBody),
  }),
  z.object({
    ...labBase,
    state: z.literal('failed'),
    phases: z.array(PhaseView),
    failedPhase: z.optional(PhaseName),
    error: ErrorBody,
  }),
  /** The server is removing the sandbox; the terminals are closed. */
  z.object({ ...labBase, state: z.literal('ending'), reason: z.optional(EndReason) }),
  z.object({
    ...labBase,
    state: z.literal('ended'),
    reason: EndReason,
  }),
])
export type LabView = z.infer<typeof LabView>
export type LabState = LabView['state']

/** `error`: the check could not run, so it does not grade the work. */
export const CheckOutcome = z.enum(['met', 'unmet', 'error'])
export type CheckOutcome = z.infer<typeof CheckOutcome>

/** The last result of one check. */
export const CheckResultView = z.object({
  step: z.string(),
  check: z.string(),
  outcome: CheckOutcome,
  expected: z.optional(z.string()),
  actual: z.optional(z.string()),
  why: z.optional(z.string()),
  checkedAt: z.number(),
  durationMs: z.number(),
})
export type CheckResultView = z.infer<typeof CheckResultView>

/** A learner, with the display name that they have chosen. */
export const LearnerView = z.object({
  id: z.string(),
  displayName: z.optional(z.string()),
  /** Absent for learners. */
  role: z.optional(Role),
  /** The learner has a way to sign in again. */
  isAccount: z.optional(z.boolean()),
})
export type LearnerView = z.infer<typeof LearnerView>

/** An empty name, or one of spaces only, clears it. */
export const RenameBody = z.object({ displayName: z.string() })
export type RenameBody = z.infer<typeof RenameBody>

/** The learner of this browser, with the present lab. */
export const SessionView = z.object({
  learner: LearnerView,
  lab: z.nullable(LabView),
  /** The latest result of each check, in every lesson that the learner has started: `<module>/<lesson>` -> results. */
  progress: z.record(z.string(), z.array(CheckResultView)),
  /** The progress of each step: `<module>/<lesson>` -> progress. */
  steps: z.record(z.string(), z.array(StepProgressView)),
  /** The security tier of the server (0 team, 1 class, 2 public). */
  tier: z.number(),
  /** Whether Docker has answered the last call. False: pages work, labs do not. */
  isDockerUp: z.boolean(),
  /** The disk is nearly full: no lab can start. */
  isReadOnly: z.optional(z.boolean()),
  /** The classes of the learner, the newest first. Absent without a class. */
  classes: z.optional(z.array(ClassSummary)),
})
export type SessionView = z.infer<typeof SessionView>

/** With `startAt`, the server completes every step before that one as soon as the cluster is ready. */
export const CreateLabBody = z.object({ module: z.string(), lesson: z.string(), startAt: z.optional(z.string()) })
export type CreateLabBody = z.infer<typeof CreateLabBody>

/** `generation`: the one that the page shows, so that a repeated request does not remove the fresh cluster. */
export const ResetLabBody = z.object({ generation: z.number() })
export type ResetLabBody = z.infer<typeof ResetLabBody>

/** A one-time ticket for `/ws`. The page sends it as the second `Sec-WebSocket-Protocol`. */
export const TicketView = z.object({ ticket: z.string(), expiresAt: z.number() })
export type TicketView = z.infer<typeof TicketView>
