/**
 * What the API answers, as zod schemas so that the page can refuse an answer it does not understand.
 * All times are milliseconds since the epoch by the server's clock; all durations are milliseconds.
 */
import * as z from 'zod/mini'
import { ExamView } from './exam.ts'
import { NodeId } from './node-id.ts'
import { StepProgressView } from './progress.ts'
import { StepMark, WorkKind, WorkView } from './work.ts'

export const PHASE_NAMES = ['queued', 'network', 'nodes', 'booting', 'api', 'joining', 'ready'] as const
/** One stretch of a sandbox's start. `ready` is the last: nodes are Ready and a Pod got an answer from DNS. */
export const PhaseName = z.enum(PHASE_NAMES)
export type PhaseName = z.infer<typeof PhaseName>

export const PhaseView = z.object({ name: PhaseName, startedAt: z.number(), endedAt: z.optional(z.number()) })
export type PhaseView = z.infer<typeof PhaseView>

/** A node as the learner sees it: `name` is what `kubectl get nodes` shows, `id` is stable over sandboxes and used in lessons. */
export const NodeView = z.object({ id: NodeId, name: z.string() })
export type NodeView = z.infer<typeof NodeView>

export const ErrorBody = z.object({
  code: z.string(),
  message: z.string(),
  action: z.string(),
  isRetryable: z.boolean(),
  detail: z.optional(z.string()),
})

const labBase = {
  id: z.string(),
  module: z.string(),
  lesson: z.string(),
  createdAt: z.number(),
  /** Goes up by one with each fresh cluster for the same lab; tickets and terminals of an older one are refused. */
  generation: z.number(),
}

const EndReason = z.enum(['learner', 'expired', 'reset', 'operator', 'lost', 'handed-in'])

/** A lab, by state. `phases` are those that have begun, in order. */
export const LabView = z.discriminatedUnion('state', [
  z.object({
    ...labBase,
    state: z.literal('creating'),
    phases: z.array(PhaseView),
    estimateMs: z.optional(z.number()),
    /** While it waits for its turn. `shortage` is an error code: what the machine lacks; without it others' boots are in the way. */
    queue: z.optional(z.object({ position: z.number(), shortage: z.optional(z.string()) })),
    /** Its own cluster, which was kept, is brought back. */
    isKept: z.optional(z.boolean()),
  }),
  z.object({
    ...labBase,
    state: z.literal('ready'),
    phases: z.array(PhaseView),
    nodes: z.array(NodeView),
    readyAt: z.number(),
    /** When the lab ends unless it is extended. */
    expiresAt: z.number(),
    /** What lessons may show of this cluster, by the names of `course/facts.ts`; absent until its nodes have told it. */
    facts: z.optional(z.record(z.string(), z.string())),
    steps: z.optional(z.array(StepMark)),
    /** The steps that this lab has, in lessons that draw. */
    drawn: z.optional(z.array(z.string())),
    /** In an exam: how far it is, and nothing of how well. */
    exam: z.optional(ExamView),
    work: z.optional(WorkView),
    /** Why the last work came to nothing. */
    failedWork: z.optional(z.object({ kind: WorkKind, step: z.string(), error: ErrorBody })),
    /** How long it lives from the moment it is extended, or used. */
    leaseMs: z.number(),
    /** How long its cluster is kept if the learner puts it aside; 0: it cannot be. */
    keepMs: z.optional(z.number()),
    /** It ends sooner because nobody used it while others wait for a place. */
    isShortened: z.optional(z.boolean()),
    /** Docker does not answer now. The cluster and its shells go on; they cannot be reached. */
    isEngineAway: z.optional(z.boolean()),
  }),
  /** Put aside: its cluster is stopped, with its files, until `removeAt`. */
  z.object({
    ...labBase,
    state: z.literal('kept'),
    keptAt: z.number(),
    removeAt: z.number(),
    /** Why it could not be brought back the last time. */
    error: z.optional(ErrorBody),
  }),
  z.object({
    ...labBase,
    state: z.literal('failed'),
    phases: z.array(PhaseView),
    failedPhase: z.optional(PhaseName),
    error: ErrorBody,
  }),
  /** Its sandbox is being removed; terminals are closed already. */
  z.object({ ...labBase, state: z.literal('ending'), reason: z.optional(EndReason) }),
  z.object({
    ...labBase,
    state: z.literal('ended'),
    reason: EndReason,
  }),
])
export type LabView = z.infer<typeof LabView>
export type LabState = LabView['state']

/** One check's last result. `lines` are the script's `expected:`, `actual:` and `why:` lines, in order. */
export const CheckResultView = z.object({
  step: z.string(),
  check: z.string(),
  outcome: z.enum(['met', 'unmet', 'error']),
  expected: z.optional(z.string()),
  actual: z.optional(z.string()),
  why: z.optional(z.string()),
  checkedAt: z.number(),
  durationMs: z.number(),
})
export type CheckResultView = z.infer<typeof CheckResultView>

/** A learner, with the name that they have chosen to be shown. */
export const LearnerView = z.object({ id: z.string(), displayName: z.optional(z.string()) })
export type LearnerView = z.infer<typeof LearnerView>

/** `POST /api/session/name`: nothing, or only spaces, takes the name away. The answer is a `LearnerView`. */
export const RenameBody = z.object({ displayName: z.string() })
export type RenameBody = z.infer<typeof RenameBody>

/** `GET /api/session`: who the browser is, and the lab it has now. Creates the learner on the first call. */
export const SessionView = z.object({
  learner: LearnerView,
  lab: z.nullable(LabView),
  /** Latest result per check, of every lesson this learner has touched: `<module>/<lesson>` -> results. */
  progress: z.record(z.string(), z.array(CheckResultView)),
  /** What was achieved per step, likewise. */
  steps: z.record(z.string(), z.array(StepProgressView)),
  /** The security tier the server runs at (0 team, 1 class, 2 public). */
  tier: z.number(),
  /** Whether Docker answered last. False: reading goes on, labs do not. */
  isDockerUp: z.boolean(),
})
export type SessionView = z.infer<typeof SessionView>

/** `POST /api/labs`. With `startAt` everything before that step is done by the server once the cluster is ready. */
export const CreateLabBody = z.object({ module: z.string(), lesson: z.string(), startAt: z.optional(z.string()) })
export type CreateLabBody = z.infer<typeof CreateLabBody>

/** `POST /api/labs/:id/reset`: the generation that the page shows, so that asking twice does not throw the fresh cluster away. */
export const ResetLabBody = z.object({ generation: z.number() })
export type ResetLabBody = z.infer<typeof ResetLabBody>

/** `POST /api/labs/:id/tickets`: a one-time ticket for `/ws`, sent as the second `Sec-WebSocket-Protocol`. */
export const TicketView = z.object({ ticket: z.string(), expiresAt: z.number() })
export type TicketView = z.infer<typeof TicketView>
