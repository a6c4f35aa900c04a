/** A lab for tests whose lesson has two steps with faults; `cluster` is what its nodes would be like. */
import assert from 'node:assert/strict'
import type { Lesson } from '#course/model.ts'
import type { ExecOptions } from '#server/providers/provider.ts'
import { LabRegistry } from '../lab-registry.ts'
import type { LabEvent } from '../lab-session.ts'
import type { LiveLab } from '../live-lab.ts'
import { clinicLesson, createFakeLabWorld, type FakeLabWorld, settle } from './fake-lab-world.ts'

interface Cluster {
  broken: Set<string>
  canBreak: boolean
  canSolve: boolean
  /** Scripts wait for `release()`. */
  isSlow: boolean
  release: () => void
  /** What was broken and solved, in order. */
  changes: string[]
  /** What was looked at, in order. */
  looks: string[]
}

export async function openClinic(startAt?: string, lesson: Lesson = clinicLesson) {
  const world = await createFakeLabWorld()
  const cluster: Cluster = {
    broken: new Set(),
    canBreak: true,
    canSolve: true,
    isSlow: false,
    release: () => {},
    changes: [],
    looks: [],
  }
  world.provider.onExec((options) => answer(options, cluster))
  const registry = new LabRegistry(world)
  await registry.start()
  const live = await registry.create('ann', lesson, undefined, startAt)
  await settle()
  const events: LabEvent[] = []
  live.subscribe((event) => events.push(event))
  const close = async () => {
    await registry.close()
    await world[Symbol.asyncDispose]()
  }
  return { world, registry, live, cluster, events, [Symbol.asyncDispose]: close }
}

async function answer({ stdin }: ExecOptions, cluster: Cluster) {
  const words = String(stdin).split(/\s+/)
  const name = words.at(-1) ?? ''
  const verb = words.at(-2) ?? ''
  if (verb === 'break' || verb === 'solve') return change(verb, name, cluster)
  cluster.looks.push(name)
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

/** Lets one round of checks happen. */
export async function lookOnce(world: FakeLabWorld): Promise<void> {
  world.clock.advance(200)
  await settle()
}

export function outcomesIn(events: readonly LabEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'check' ? [`${event.result.step} ${event.result.outcome}`] : []))
}
