import type { Machine } from './machine.ts'

const USUAL_HOST = 'unix:///var/run/docker.sock'

/**
 * Address of the engine that the `docker` command uses. The server connects to the engine directly and does not know docker contexts,
 * which rootless Docker uses.
 */
export async function resolveDockerHost(machine: Machine): Promise<string> {
  if (machine.dockerHost !== undefined) return machine.dockerHost
  const { exitCode, stdout } = await machine.run([
    'docker',
    'context',
    'inspect',
    '--format',
    '{{.Endpoints.docker.Host}}',
  ])
  return (exitCode === 0 && stdout.trim()) || USUAL_HOST
}
