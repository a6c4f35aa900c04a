import assert from 'node:assert/strict'
import type { StepProgressView } from '#protocol/progress.ts'
import type { CheckResultView, LabView } from '#protocol/views.ts'
import { FakeServer } from './lab-server-fixture.ts'
import { type LabConnection, LabStore } from './lab-store.ts'

class FakeConnection implements LabConnection {
  lab: LabView
  state = 'connecting'
  results: CheckResultView[] = []
  progress: StepProgressView[] = []
  isClosed = false
  constructor(lab: LabView) {
    this.lab = lab
  }
  readonly #listeners = new Set<() => void>()

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  getSnapshot() {
    const { lab, results, progress, state } = this
    return { lab, results, progress, connection: { state } }
  }
  dispose(): void {
    this.isClosed = true
  }
  push(lab: LabView): void {
    this.change({ lab })
  }
  change(part: Partial<Pick<FakeConnection, 'lab' | 'state' | 'results' | 'progress'>>): void {
    Object.assign(this, part)
    for (const listener of this.#listeners) listener()
  }
}

/** The store of a page, with the test as server, line and clock. */
export function setUpStore() {
  const server = new FakeServer()
  const connections = new Map<string, FakeConnection>()
  const connect = async (lab: LabView) => {
    const connection = new FakeConnection(lab)
    connections.set(lab.id, connection)
    return connection
  }
  let prepared = 0
  const prepare = () => void (prepared += 1)
  const waits: (() => void)[] = []
  const wait = () => new Promise<void>((resolve) => waits.push(resolve))
  const store = new LabStore({ loadApi: async () => server, connect, prepare, wait })
  /** Lets a second pass. */
  const pass = async () => {
    for (const resolve of waits.splice(0)) resolve()
    await new Promise(setImmediate)
  }
  const connectionTo = (labId: string): FakeConnection => {
    const connection = connections.get(labId)
    assert.ok(connection, `a connection to ${labId}`)
    return connection
  }
  return { server, store, connections, connectionTo, pass, timesPrepared: () => prepared }
}
