/** A lab as a value: its states and its transitions. Pure; time is passed in. */
import * as z from 'zod'
import { type ErrorCode, ERRORS } from '#protocol/error-catalogue.ts'
import type { KindlabError } from '#protocol/kindlab-error.ts'
import { NodeView, type PhaseName, PhaseView, PhaseName as PhaseNameSchema } from '#protocol/views.ts'
import { StepMark } from '#protocol/work.ts'
import type { SandboxNode } from '#server/providers/provider.ts'

const EndReason = z.enum(['learner', 'expired', 'reset', 'operator', 'lost', 'handed-in', 'disk'])
export type EndReason = z.infer<typeof EndReason>

const LabErrorCode = z.custom<ErrorCode>((code) => typeof code === 'string' && Object.hasOwn(ERRORS, code))

/** The browser and the address that started a lab, as keyed hashes. Limits count by them. */
const LabOrigin = z.object({ browser: z.string().optional(), address: z.string().optional() })
export type LabOrigin = z.infer<typeof LabOrigin>

const base = {
  id: z.string(),
  learnerId: z.string(),
  module: z.string(),
  lesson: z.string(),
  nodeCount: z.literal([1, 2]),
  sandboxId: z.string(),
  generation: z.int(),
  createdAt: z.number(),
  /** Decides which steps are drawn, in lessons with a draw. */
  seed: z.int().default(0),
  /** The server does every step before this one; unset once that is done. */
  startAt: z.string().optional(),
  /** Missing in labs of older versions. */
  origin: LabOrigin.optional(),
}

const nodes = z.array(NodeView)
const LabFailure = z.object({ code: LabErrorCode, detail: z.string().optional() })
/** The fields that a suspended lab has, and still needs when it resumes. */
const kept = {
  nodes,
  readyAt: z.number(),
  steps: z.array(StepMark),
  keptAt: z.number(),
  /** When its cluster is removed, unless the learner resumes it. */
  removeAt: z.number(),
}

const CreatingLab = z.object({
  ...base,
  state: z.literal('creating'),
  phases: z.array(PhaseView),
  /** Set while the lab resumes: its own cluster starts again, and no other is made. */
  kept: z.object(kept).optional(),
})
/** A suspended lab. Its cluster is stopped: files, Pods and steps stay, processes do not. */
const KeptLab = z.object({ ...base, ...kept, state: z.literal('kept'), error: LabFailure.optional() })
const ReadyLab = z.object({
  ...base,
  state: z.literal('ready'),
  phases: z.array(PhaseView),
  nodes,
  readyAt: z.number(),
  expiresAt: z.number(),
  /** The lab was idle while others waited for room: it ends sooner, unless it is used. */
  isShortened: z.boolean().default(false),
  steps: z.array(StepMark).default([]),
  /** Since when its cluster is frozen, or being frozen or thawed. */
  frozenAt: z.number().optional(),
})
const FailedLab = z.object({
  ...base,
  state: z.literal('failed'),
  phases: z.array(PhaseView),
  failedPhase: z.optional(PhaseNameSchema),
  error: LabFailure,
})
const EndingLab = z.object({ ...base, state: z.literal('ending'), reason: EndReason })
const EndedLab = z.object({ ...base, state: z.literal('ended'), reason: EndReason, endedAt: z.number() })

export const Lab = z.discriminatedUnion('state', [CreatingLab, ReadyLab, KeptLab, FailedLab, EndingLab, EndedLab])
export type Lab = z.infer<typeof Lab>
export type CreatingLab = z.infer<typeof CreatingLab>
export type ReadyLab = z.infer<typeof ReadyLab>
export type KeptLab = z.infer<typeof KeptLab>
export type FailedLab = z.infer<typeof FailedLab>
export type EndingLab = z.infer<typeof EndingLab>
export type EndedLab = z.infer<typeof EndedLab>

export type NewLab = Omit<CreatingLab, 'state' | 'phases' | 'generation' | 'kept'>

export function createLab(lab: NewLab): CreatingLab {
  const queued = { name: 'queued' as const, startedAt: lab.createdAt }
  return { ...lab, generation: 1, state: 'creating', phases: [queued] }
}

/** Ends the previous phase. A phase that has started already changes nothing. */
export function beginPhase(lab: CreatingLab, name: PhaseName, now: number): CreatingLab {
  if (lab.phases.some((phase) => phase.name === name)) return lab
  return { ...lab, phases: [...endPhases(lab.phases, now), { name, startedAt: now }] }
}

/** Another sandbox for the same lab. Requests for the previous generation are refused from now on. */
export function beginFresh(lab: ReadyLab, fresh: { sandboxId: string; now: number }): CreatingLab {
  return {
    ...baseOf(lab),
    sandboxId: fresh.sandboxId,
    generation: lab.generation + 1,
    state: 'creating',
    phases: [{ name: 'queued', startedAt: fresh.now }],
  }
}

/** The boot starts over, after a restart of the server. */
export function bootAgain(lab: CreatingLab, now: number): CreatingLab {
  return { ...lab, phases: [{ name: 'queued', startedAt: now }] }
}

export function becomeReady(
  lab: CreatingLab,
  ready: { now: number; leaseMs: number; nodes: readonly SandboxNode[]; sandboxId?: string },
): ReadyLab {
  return {
    ...baseOf(lab),
    sandboxId: ready.sandboxId ?? lab.sandboxId,
    state: 'ready',
    // The duration of a resume does not count as a boot time.
    phases: lab.kept === undefined ? endPhases(lab.phases, ready.now) : [],
    nodes: ready.nodes.map(({ id, name }) => ({ id, name })),
    readyAt: lab.kept?.readyAt ?? ready.now,
    expiresAt: ready.now + ready.leaseMs,
    isShortened: false,
    steps: lab.kept?.steps ?? [],
  }
}

export function becomeFailed(lab: CreatingLab, error: KindlabError, now: number): FailedLab {
  const failedPhase = lab.phases.at(-1)?.name
  return {
    ...baseOf(lab),
    state: 'failed',
    phases: endPhases(lab.phases, now),
    ...(failedPhase === undefined ? {} : { failedPhase }),
    error: describeFailure(error),
  }
}

function describeFailure({ code, detail }: KindlabError): FailedLab['error'] {
  return detail === undefined ? { code } : { code, detail }
}

/** Suspends the lab. */
export function keepLab(
  lab: ReadyLab,
  suspension: { now: number; keepMs: number; error?: KindlabError | undefined },
): KeptLab {
  const { nodes: known, readyAt, steps } = lab
  const failure = suspension.error === undefined ? {} : { error: describeFailure(suspension.error) }
  const times = { keptAt: suspension.now, removeAt: suspension.now + suspension.keepMs }
  return { ...baseOf(lab), state: 'kept', nodes: known, readyAt, steps, ...times, ...failure }
}

/** Its shells have ended, so requests for the previous generation are refused from now on. */
export function beginResume(lab: KeptLab, now: number): CreatingLab {
  const { nodes: known, readyAt, steps, keptAt, removeAt } = lab
  return {
    ...baseOf(lab),
    generation: lab.generation + 1,
    state: 'creating',
    phases: [{ name: 'queued', startedAt: now }],
    kept: { nodes: known, readyAt, steps, keptAt, removeAt },
  }
}

/** The resume was cancelled or failed. Undefined for a lab that was not suspended. */
export function keepAgain(lab: CreatingLab, error?: KindlabError): KeptLab | undefined {
  if (lab.kept === undefined) return undefined
  const failure = error === undefined ? {} : { error: describeFailure(error) }
  return { ...baseOf(lab), ...lab.kept, ...failure, state: 'kept' }
}

/** Records since when the fault of a step is in place; undefined: it is not. */
export function markBroken(lab: ReadyLab, step: string, brokenAt: number | undefined): ReadyLab {
  const others = lab.steps.filter((mark) => mark.step !== step)
  return { ...lab, steps: brokenAt === undefined ? others : [...others, { step, brokenAt }] }
}

/** A frozen lab stays ready: its lease runs, and use of the lab thaws it. */
export function freezeLab(lab: ReadyLab, now: number): ReadyLab {
  return { ...lab, frozenAt: lab.frozenAt ?? now }
}

export function thawLab(lab: ReadyLab): ReadyLab | undefined {
  if (lab.frozenAt === undefined) return undefined
  const thawed = { ...lab }
  delete thawed.frozenAt
  return thawed
}

/** Never lengthens the lease. */
export function shortenLease(lab: ReadyLab, endsAt: number): ReadyLab {
  return endsAt >= lab.expiresAt ? lab : { ...lab, expiresAt: endsAt, isShortened: true }
}

/** Every step before `startAt` is done. */
export function haveStarted(lab: ReadyLab): ReadyLab {
  const started = { ...lab }
  delete started.startAt
  return started
}

/** Never shortens the lease. */
export function renewLease(lab: ReadyLab, now: number, leaseMs: number): ReadyLab {
  return { ...lab, expiresAt: Math.max(lab.expiresAt, now + leaseMs), isShortened: false }
}

export function beginEnding(lab: Exclude<Lab, EndingLab | EndedLab>, reason: EndReason): EndingLab {
  return { ...baseOf(lab), state: 'ending', reason }
}

export function finishEnding(lab: EndingLab, now: number): EndedLab {
  return { ...lab, state: 'ended', endedAt: now }
}

/** How long the boot took, without the time in the queue; undefined when the sandbox was ready before. */
export function bootMs(lab: ReadyLab): number | undefined {
  const first = lab.phases.find(({ name }) => name !== 'queued')
  return first && lab.readyAt - first.startedAt
}

/** When the present sandbox was requested: with the lab, or at the last reset. */
export function askedAt(lab: CreatingLab | FailedLab): number {
  return lab.phases[0]?.startedAt ?? lab.createdAt
}

function endPhases(phases: readonly PhaseView[], now: number): PhaseView[] {
  return phases.map((phase) => (phase.endedAt === undefined ? { ...phase, endedAt: now } : phase))
}

function baseOf(lab: Lab): NewLab & { generation: number } {
  const { id, learnerId, module, lesson, nodeCount, sandboxId, generation, createdAt, seed, startAt, origin } = lab
  const always = { id, learnerId, module, lesson, nodeCount, sandboxId, generation, createdAt, seed }
  return {
    ...always,
    ...(startAt === undefined ? {} : { startAt }),
    ...(origin === undefined ? {} : { origin }),
  }
}
