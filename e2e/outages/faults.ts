import type { KindlabServer } from '../kindlab-server.ts'
import type { PrivateDocker } from './private-docker.ts'

/** The parts of the system that a fault acts on. */
export interface FaultTargets {
  docker: PrivateDocker
  servers: readonly KindlabServer[]
  /** Resolves when every server reports that Docker does not answer. */
  waitUntilDetected: () => Promise<void>
  /** Lets the held nodes continue. */
  release: () => Promise<void>
}

export interface Fault {
  name: string
  /** Causes the fault and ends it: every process runs again when the promise resolves. */
  inject: (targets: FaultTargets) => Promise<void>
}

export const SERVER_KILLED: Fault = {
  name: 'the server is killed',
  inject: async ({ servers, release }) => {
    await killServers(servers)
    await release()
    await restartServers(servers)
  },
}

/** The outage can be so short that no request falls into it. */
export const DOCKER_KILLED: Fault = {
  name: 'dockerd is killed',
  inject: async ({ docker, release }) => {
    await docker.kill()
    await release()
    await docker.restart()
  },
}

export const DOCKER_HANGS: Fault = {
  name: 'dockerd hangs until every server reports it',
  inject: async ({ docker, waitUntilDetected, release }) => {
    await docker.freeze()
    await waitUntilDetected()
    await release()
    await docker.thaw()
  },
}

async function killServers(servers: readonly KindlabServer[]): Promise<void> {
  await Promise.all(servers.map((server) => server.kill()))
}

async function restartServers(servers: readonly KindlabServer[]): Promise<void> {
  await Promise.all(servers.map((server) => server.restart()))
}
