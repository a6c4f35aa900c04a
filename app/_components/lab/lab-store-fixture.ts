import assert from 'node:assert/strict'
import type { LabView } from '#protocol/views.ts'
import { Store } from '../store/store.ts'
import { FakeServer } from './lab-server-fixture.ts'
import type { LabConnection } from './lab-snapshot.ts'
import { LabStore } from './lab-store.ts'

type FakeSnapshot = ReturnType<LabConnection['getSnapshot']>

class FakeConnection extends Store<FakeSnapshot> implements LabConnection {
  isClosed = false

  constructor(lab: LabView) {
    super({ lab, results: [], progress: [], connection: { state: 'connecting' } })
  }

  dispose(): void {
    this.isClosed = true
  }

  push(lab: LabView): void {
    this.change({ lab })
  }

  change({ state, ...part }: Partial<Omit<FakeSnapshot, 'connection'>> & { state?: string }): void {
    const { connection, ...snapshot } = this.getSnapshot()
    this.set({ ...snapshot, ...part, connection: state === undefined ? connection : { state } })
  }
}

/** A store with a fake server, fake connections and a manual clock. */
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
  /** Ends the waits of the store. */
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
