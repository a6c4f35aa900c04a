import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { LIMITS } from '#protocol/limits.ts'
import { ClusterViews } from '#server/cluster-view/cluster-views.ts'
import type { LabSession } from '#server/labs/lab-session.ts'
import { systemClock, type Clock } from './clock.ts'
import { SliceScheduler } from './slice-scheduler.ts'
import { TerminalConnection } from './terminal-connection.ts'
import { TerminalHub } from './terminal-hub.ts'

export interface TerminalServerOptions {
  log: Logger
  clock?: Clock
}

export interface TerminalServer {
  /** Speaks `labterm.v1` over an accepted socket until one side closes it. Who may have the socket was decided before. */
  serve(socket: WebSocket, lab: LabSession): void
  /** Tells every page that the server restarts, closes the sockets, and leaves the shells running. */
  close(): Promise<void>
}

interface LabEntry {
  hub: TerminalHub
  unsubscribe: () => void
}

export function createTerminalServer({ log, clock = systemClock }: TerminalServerOptions): TerminalServer {
  const scheduler = new SliceScheduler()
  const clusterViews = new ClusterViews(clock, log)
  const labs = new Map<string, LabEntry>()
  const connections = new Map<WebSocket, { connection: TerminalConnection; learnerId: string }>()

  function hubOf(lab: LabSession): TerminalHub {
    const known = labs.get(lab.labId)
    if (known !== undefined) return known.hub
    const hub = new TerminalHub({ lab, clock, scheduler, log: log.child({ lab: lab.labId }) })
    const follow = (): void => {
      void hub.refresh()
      if (lab.view().state === 'ended') void forget(lab.labId)
    }
    labs.set(lab.labId, { hub, unsubscribe: lab.subscribe((event) => (event.type === 'lab' ? follow() : undefined)) })
    follow()
    return hub
  }

  async function forget(labId: string): Promise<void> {
    const entry = labs.get(labId)
    labs.delete(labId)
    entry?.unsubscribe()
    await entry?.hub.close()
  }

  /** One more than a learner may have ends the oldest, which nobody looks at any more. */
  function makeRoom(learnerId: string): void {
    const own = [...connections.values()].filter((entry) => entry.learnerId === learnerId)
    if (own.length >= LIMITS.socketsPerLearner) own[0]?.connection.end('rate.limited')
  }

  return {
    serve(socket, lab) {
      makeRoom(lab.learnerId)
      const hub = hubOf(lab)
      socket.once('close', () => connections.delete(socket))
      const connection = new TerminalConnection({
        socket,
        lab,
        hub,
        clusterViews,
        clock,
        log: log.child({ lab: lab.labId }),
      })
      connections.set(socket, { connection, learnerId: lab.learnerId })
    },
    async close() {
      const closed = [...connections.keys()].map((socket) => new Promise((resolve) => socket.once('close', resolve)))
      for (const { connection } of connections.values()) connection.end('server.restarting')
      await Promise.all([...closed, ...[...labs.keys()].map((labId) => forget(labId))])
    },
  }
}
