/** What is in Docker, by the `docker` command: a second opinion that shares no code with the product. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** One line an object: every container, network and volume that is there now. */
export async function listDockerObjects(): Promise<Set<string>> {
  const [containers, networks, volumes] = await Promise.all([
    docker('ps', '--all', '--format', 'container {{.Names}}'),
    docker('network', 'ls', '--format', 'network {{.Name}}'),
    docker('volume', 'ls', '--format', 'volume {{.Name}}'),
  ])
  return new Set([...containers, ...networks, ...volumes])
}

/**
 * Every object of an instance: what carries its label, and what has no label but belongs to its nodes: the nodes themselves, by way of their cluster's
 * network, and volumes without a name of their own.
 */
export async function listInstanceObjects(instance: string): Promise<string[]> {
  const filter = `label=kindlab.instance=${instance}`
  const networks = await docker('network', 'ls', '--filter', filter, '--format', '{{.Name}}')
  const filters = [filter, ...networks.map((name) => `label=io.x-k8s.kind.cluster=${name}`)]
  const lists = await Promise.all(
    filters.map((one) => docker('ps', '--all', '--no-trunc', '--filter', one, '--format', '{{.Names}} {{.Mounts}}')),
  )
  const mounts = lists.flat().map((line) => line.split(' '))
  const named = await docker('volume', 'ls', '--filter', filter, '--format', '{{.Name}}')
  const mounted = mounts.flatMap(([, sources = '']) => sources.split(',')).filter((source) => /^\w/.test(source))
  return [
    ...mounts.map(([name]) => `container ${name}`),
    ...networks.map((name) => `network ${name}`),
    ...new Set([...named, ...mounted].map((name) => `volume ${name}`)),
  ]
}

/** Removes what a test that failed halfway has left; does nothing after one that ended its labs. */
export async function removeInstance(instance: string): Promise<void> {
  const filter = `label=kindlab.instance=${instance}`
  for (const cluster of await docker('network', 'ls', '--filter', filter, '--format', '{{.Name}}')) {
    const nodes = await docker('ps', '--all', '--quiet', '--filter', `label=io.x-k8s.kind.cluster=${cluster}`)
    if (nodes.length > 0) await docker('rm', '--force', '--volumes', ...nodes)
    await docker('network', 'rm', cluster)
  }
  const volumes = await docker('volume', 'ls', '--quiet', '--filter', filter)
  if (volumes.length > 0) await docker('volume', 'rm', ...volumes)
}

export async function docker(...argv: string[]): Promise<string[]> {
  const { stdout } = await run('docker', argv)
  return stdout.split('\n').filter((line) => line !== '')
}
