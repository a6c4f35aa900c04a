import type { KindlabServer } from '../../e2e/kindlab-server.ts'
import type { PrivateDocker } from './private-docker.ts'

export interface Victims {
  docker: PrivateDocker
  servers: readonly KindlabServer[]
  /** Resolves when every server says that Docker does not answer. */
  untilNoticed: () => Promise<void>
  /** From now on what was under way may go on. */
  release: () => Promise<void>
}

export interface Fault {
  name: string
  /** Everything runs again when it resolves. */
  strike: (victims: Victims) => Promise<void>
}

export const SERVER_KILLED: Fault = {
  name: 'the server is killed',
  strike: async ({ servers, release }) => {
    await killServers(servers)
    await release()
    await restartServers(servers)
  },
}

/** So short that nobody may have asked for anything meanwhile. */
export const DOCKER_KILLED: Fault = {
  name: 'dockerd is killed',
  strike: async ({ docker, release }) => {
    await docker.kill()
    await release()
    await docker.restart()
  },
}

export const DOCKER_HANGS: Fault = {
  name: 'dockerd hangs until every page says so',
  strike: async ({ docker, untilNoticed, release }) => {
    await docker.freeze()
    await untilNoticed()
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
