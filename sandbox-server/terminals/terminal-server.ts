import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { LIMITS } from '#protocol/limits.ts'
import { SERVICE_RESTART_CODE } from '#protocol/socket.ts'
import type { ClusterAnswers } from '#server/cluster-view/cluster-answers.ts'
import { ClusterViews } from '#server/cluster-view/cluster-views.ts'
import type { LabSession } from '#server/model/lab-session.ts'
import { systemClock, type Clock } from '#server/time/clock.ts'
import type { MirrorHost } from './mirror/mirror-messages.ts'
import { AllLearnerLimits } from './connection/socket-limits.ts'
import type { Watcher } from './connection/page-take-over.ts'
import { type CloseReason, TerminalConnection } from './connection/terminal-connection.ts'
import { TerminalHub } from './terminal-hub.ts'

export interface TerminalServerOptions {
  log: Logger
  mirrors: MirrorHost
  answers: ClusterAnswers
  clock?: Clock
}

export interface TerminalServer {
  /** Serves the protocol `labterm.v1` on an accepted socket until one side closes it. The caller has authorized the socket. */
  serve(socket: WebSocket, lab: LabSession, watcher?: Watcher): { end(code: CloseReason): void }
  /** Sends every page a close notice, closes the sockets and detaches from the shells, which keep running. */
  close(): Promise<void>
  /** Closes the sockets with 1012 and does nothing else, because the state of the process may be wrong. Ends when all are closed. */
  abort(): Promise<void>
}

interface LabEntry {
  hub: TerminalHub
  unsubscribe: () => void
}

export function createTerminalServer(options: TerminalServerOptions): TerminalServer {
  const { log, mirrors, answers, clock = systemClock } = options
  const clusterViews = new ClusterViews({ answers, clock, log })
  const labs = new Map<string, LabEntry>()
  const limits = new AllLearnerLimits()
  const connections = new Map<WebSocket, { connection: TerminalConnection; learnerId: string }>()

  function hubOf(lab: LabSession): TerminalHub {
    const known = labs.get(lab.labId)
    if (known !== undefined) return known.hub
    const hub = new TerminalHub({ lab, clock, mirrors, log: log.child({ lab: lab.labId }) })
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

  /** Above the limit, a new socket of a learner closes the oldest one, which is the least likely to be in use. */
  function makeRoom(learnerId: string): void {
    const own = [...connections.values()].filter((entry) => entry.learnerId === learnerId)
    if (own.length >= LIMITS.socketsPerLearner) own[0]?.connection.end('rate.limited')
  }

  return {
    serve(socket, lab, watcher) {
      // A watcher has limits of its own, and never closes a page of the learner.
      const owner = watcher === undefined ? lab.learnerId : `watcher ${watcher.id}`
      makeRoom(owner)
      socket.once('close', () => connections.delete(socket))
      const at = { hub: hubOf(lab), limits: limits.of(owner, clock.now()), watcher }
      const parts = { socket, lab, ...at, clusterViews, clock, log: log.child({ lab: lab.labId }) }
      const connection = new TerminalConnection(parts)
      connections.set(socket, { connection, learnerId: owner })
      return connection
    },
    async close() {
      const closed = [...connections.keys()].map(untilClosed)
      for (const { connection } of connections.values()) connection.end('server.restarting')
      await Promise.all([...closed, ...[...labs.keys()].map((labId) => forget(labId))])
    },
    async abort() {
      await Promise.all([...connections.keys()].map(closeForRestart))
    },
  }
}

function closeForRestart(socket: WebSocket): Promise<unknown> {
  socket.close(SERVICE_RESTART_CODE)
  return untilClosed(socket)
}

function untilClosed(socket: WebSocket): Promise<unknown> {
  return new Promise((resolve) => socket.once('close', resolve))
}
