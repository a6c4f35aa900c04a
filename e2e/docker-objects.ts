/** What is in Docker, by the `docker` command: a second opinion that shares no code with the product. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** One line an object: every container, network and volume that is there now. */
export async function listDockerObjects(): Promise<Set<string>> {
  const [containers, networks, volumes] = await Promise.all([
    docker('ps', '--all', '--format', 'container {{.ID}} {{.Names}}'),
    docker('network', 'ls', '--format', 'network {{.ID}} {{.Name}}'),
    docker('volume', 'ls', '--format', 'volume {{.Name}}'),
  ])
  return new Set([...containers, ...networks, ...volumes])
}

/** Every object of an instance that carries its label, containers by way of their cluster's network. */
export async function listInstanceObjects(instance: string): Promise<string[]> {
  const filter = `label=kindlab.instance=${instance}`
  const lists = await Promise.all([
    docker('ps', '--all', '--filter', filter, '--format', 'container {{.Names}}'),
    docker('network', 'ls', '--filter', filter, '--format', 'network {{.Name}}'),
    docker('volume', 'ls', '--filter', filter, '--format', 'volume {{.Name}}'),
  ])
  return lists.flat()
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
