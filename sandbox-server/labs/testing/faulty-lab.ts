/** A lab for tests whose lesson has two steps with faults; `cluster` simulates its nodes. */
import assert from 'node:assert/strict'
import type { Lesson } from '#course/model.ts'
import type { ExecOptions } from '#server/providers/provider.ts'
import { Labs } from '../labs.ts'
import type { LabEvent } from '#server/model/lab-session.ts'
import type { LiveLab } from '../live-lab.ts'
import { faultyLesson, createFakeLabWorld, type FakeLabWorld, settle } from './fake-lab-world.ts'

interface Cluster {
  broken: Set<string>
  canBreak: boolean
  canSolve: boolean
  /** Scripts wait for `release()`. */
  isSlow: boolean
  release: () => void
  /** The faults and solutions that ran, in order. */
  changes: string[]
  /** The checks that ran, in order. */
  checkRuns: string[]
}

export async function openFaultyLab(startAt?: string, lesson: Lesson = faultyLesson) {
  const world = await createFakeLabWorld()
  const cluster: Cluster = {
    broken: new Set(),
    canBreak: true,
    canSolve: true,
    isSlow: false,
    release: () => {},
    changes: [],
    checkRuns: [],
  }
  world.provider.onExec((options) => answer(options, cluster))
  const labs = new Labs(world)
  await labs.start()
  const live = await labs.create('ann', lesson, { startAt })
  await settle()
  const events: LabEvent[] = []
  live.subscribe((event) => events.push(event))
  const close = async () => {
    await labs.close()
    await world[Symbol.asyncDispose]()
  }
  return { world, labs, live, cluster, events, [Symbol.asyncDispose]: close }
}

async function answer({ stdin }: ExecOptions, cluster: Cluster) {
  const words = String(stdin).split(/\s+/)
  const name = words.at(-1) ?? ''
  const verb = words.at(-2) ?? ''
  if (verb === 'break' || verb === 'solve') return change(verb, name, cluster)
  cluster.checkRuns.push(name)
  return cluster.broken.has(name) ? { exitCode: 1, stdout: 'expected: up\nactual: down\nwhy: broken\n' } : {}
}

async function change(verb: 'break' | 'solve', name: string, cluster: Cluster) {
  if (cluster.isSlow) await new Promise<void>((resolve) => (cluster.release = resolve))
  if (!(verb === 'break' ? cluster.canBreak : cluster.canSolve)) return { exitCode: 1, stderr: 'the secret cause' }
  cluster.changes.push(`${verb} ${name}`)
  if (verb === 'break') cluster.broken.add(name)
  else cluster.broken.delete(name)
  return {}
}

export function readyView(live: LiveLab) {
  const view = live.view()
  assert.ok(view.state === 'ready')
  return view
}

/** Runs one round of checks. */
export async function runCheckRound(world: FakeLabWorld): Promise<void> {
  world.clock.advance(200)
  await settle()
}

export function outcomesIn(events: readonly LabEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'check' ? [`${event.result.step} ${event.result.outcome}`] : []))
}
