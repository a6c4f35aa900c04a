/** A lab as a value: which states it can be in, and how it gets from one to the next. Pure; time is passed in. */
import * as z from 'zod'
import { type ErrorCode, ERRORS, type KindlabError } from '#protocol/errors.ts'
import { NodeView, type PhaseName, PhaseView, PhaseName as PhaseNameSchema } from '#protocol/views.ts'
import { StepMark } from '#protocol/work.ts'
import type { SandboxNode } from '#server/providers/provider.ts'

const EndReason = z.enum(['learner', 'expired', 'reset', 'operator', 'lost', 'handed-in'])
export type EndReason = z.infer<typeof EndReason>

const LabErrorCode = z.custom<ErrorCode>((code) => typeof code === 'string' && Object.hasOwn(ERRORS, code))

const base = {
  id: z.string(),
  learnerId: z.string(),
  module: z.string(),
  lesson: z.string(),
  nodeCount: z.literal([1, 2]),
  sandboxId: z.string(),
  generation: z.int(),
  createdAt: z.number(),
  /** Decides which steps are drawn, in lessons that draw. */
  seed: z.int().default(0),
  /** The step before which everything is to be done by the server; gone once it is. */
  startAt: z.string().optional(),
}

const nodes = z.array(NodeView)
const LabFailure = z.object({ code: LabErrorCode, detail: z.string().optional() })
/** What a lab has that is kept for later, and still has when it goes on. */
const kept = {
  nodes,
  readyAt: z.number(),
  steps: z.array(StepMark),
  keptAt: z.number(),
  /** When its cluster is removed, unless somebody comes back to it. */
  removeAt: z.number(),
}

const CreatingLab = z.object({
  ...base,
  state: z.literal('creating'),
  phases: z.array(PhaseView),
  /** It was kept: its own cluster is brought back, no other is made. */
  kept: z.object(kept).optional(),
})
/** Its cluster is stopped: files, Pods and steps stay, processes do not. */
const KeptLab = z.object({ ...base, ...kept, state: z.literal('kept'), error: LabFailure.optional() })
const ReadyLab = z.object({
  ...base,
  state: z.literal('ready'),
  phases: z.array(PhaseView),
  nodes,
  readyAt: z.number(),
  expiresAt: z.number(),
  /** Nobody used it while others wait for a place: it ends sooner, unless it is used. */
  isShortened: z.boolean().default(false),
  steps: z.array(StepMark).default([]),
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

/** Ends the phase before. A phase that has begun already changes nothing. */
export function beginPhase(lab: CreatingLab, name: PhaseName, now: number): CreatingLab {
  if (lab.phases.some((phase) => phase.name === name)) return lab
  return { ...lab, phases: [...endPhases(lab.phases, now), { name, startedAt: now }] }
}

/** Another sandbox for the same lab. Whatever belongs to the generation before is refused from now on. */
export function beginFresh(lab: ReadyLab, fresh: { sandboxId: string; now: number }): CreatingLab {
  return {
    ...baseOf(lab),
    sandboxId: fresh.sandboxId,
    generation: lab.generation + 1,
    state: 'creating',
    phases: [{ name: 'queued', startedAt: fresh.now }],
  }
}

/** The boot is done over, from the beginning: after a restart of the server. */
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
    // How long it took to bring a kept one back says nothing of boots.
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

/** The cluster is put aside. */
export function keepLab(lab: ReadyLab, { now, keepMs }: { now: number; keepMs: number }): KeptLab {
  const { nodes: known, readyAt, steps } = lab
  return { ...baseOf(lab), state: 'kept', nodes: known, readyAt, steps, keptAt: now, removeAt: now + keepMs }
}

/** Whatever belongs to the time before is refused from now on: shells have ended. */
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

/** It was not brought back: the learner thought better of it, or it failed. Undefined for one that was not kept. */
export function keepAgain(lab: CreatingLab, error?: KindlabError): KeptLab | undefined {
  if (lab.kept === undefined) return undefined
  const failure = error === undefined ? {} : { error: describeFailure(error) }
  return { ...baseOf(lab), ...lab.kept, ...failure, state: 'kept' }
}

/** The fault of a step is in place since then; undefined: not any more. */
export function markBroken(lab: ReadyLab, step: string, brokenAt: number | undefined): ReadyLab {
  const others = lab.steps.filter((mark) => mark.step !== step)
  return { ...lab, steps: brokenAt === undefined ? others : [...others, { step, brokenAt }] }
}

/** Never lengthens the lease. */
export function shortenLease(lab: ReadyLab, endsAt: number): ReadyLab {
  return endsAt >= lab.expiresAt ? lab : { ...lab, expiresAt: endsAt, isShortened: true }
}

/** Everything before the step that the learner wanted to start at is done. */
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

/** When the present sandbox was asked for: with the lab, or with its last fresh cluster. */
export function askedAt(lab: CreatingLab | FailedLab): number {
  return lab.phases[0]?.startedAt ?? lab.createdAt
}

function endPhases(phases: readonly PhaseView[], now: number): PhaseView[] {
  return phases.map((phase) => (phase.endedAt === undefined ? { ...phase, endedAt: now } : phase))
}

function baseOf(lab: Lab): NewLab & { generation: number } {
  const { id, learnerId, module, lesson, nodeCount, sandboxId, generation, createdAt, seed, startAt } = lab
  const always = { id, learnerId, module, lesson, nodeCount, sandboxId, generation, createdAt, seed }
  return startAt === undefined ? always : { ...always, startAt }
}
