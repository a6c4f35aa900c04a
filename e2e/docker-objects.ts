/** Lists Docker objects with the `docker` command, without code of the product. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Every container, network and volume, one line each. */
export async function listDockerObjects(): Promise<Set<string>> {
  const [containers, networks, volumes] = await Promise.all([
    docker('ps', '--all', '--format', 'container {{.Names}}'),
    docker('network', 'ls', '--format', 'network {{.Name}}'),
    docker('volume', 'ls', '--format', 'volume {{.Name}}'),
  ])
  return new Set([...containers, ...networks, ...volumes])
}

/**
 * Every object of an instance: labelled objects, its nodes (found by the label of kind), and anonymous volumes of the nodes.
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

/** Removes objects that a failed test has left. */
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
