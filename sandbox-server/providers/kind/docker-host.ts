/** The address on which Docker listens. */
export type DockerAddress = { socketPath: string } | { protocol: 'http'; host: string; port: number }

const DEFAULT_SOCKET = '/var/run/docker.sock'
const DEFAULT_TCP_PORT = 2375

/** Parses the value of DOCKER_HOST. @throws TypeError for an address that is neither `unix:///path` nor `tcp://host:port` */
export function parseDockerHost(dockerHost: string | undefined): DockerAddress {
  if (dockerHost === undefined || dockerHost === '') return { socketPath: DEFAULT_SOCKET }
  const url = new URL(dockerHost)
  if (url.protocol === 'unix:' && url.pathname !== '') return { socketPath: url.pathname }
  if (url.protocol === 'tcp:' && url.hostname !== '') {
    const port = url.port === '' ? DEFAULT_TCP_PORT : Number(url.port)
    return { protocol: 'http', host: url.hostname, port }
  }
  throw new TypeError(`DOCKER_HOST is neither unix:///path nor tcp://host:port: ${dockerHost}`)
}
