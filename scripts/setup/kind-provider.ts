import { randomBytes } from 'node:crypto'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { KIND_DEFAULTS, KindProvider } from '#server/providers/kind/kind-provider.ts'
import type { SandboxProvider } from '#server/providers/provider.ts'
import { resolveDockerHost } from './docker-host.ts'
import type { Machine } from './machine.ts'
import type { ServerParts } from './server-settings.ts'

/** Clusters for a command: under an instance name of their own, so that no running server takes them for its own. */
export async function makeKindProvider(
  machine: Machine,
  parts: ServerParts,
  purpose: string,
): Promise<SandboxProvider> {
  const dockerHost = await resolveDockerHost(machine)
  return new KindProvider({
    engine: new DockerEngine(dockerHost),
    kind: { binary: parts.kindPath, environment: { ...machine.variables, DOCKER_HOST: dockerHost } },
    nodeImage: parts.nodeImage,
    instance: `${purpose}-${randomBytes(4).toString('hex')}`,
    ...KIND_DEFAULTS,
  })
}
