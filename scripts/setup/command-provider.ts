import { randomBytes } from 'node:crypto'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { KIND_DEFAULTS, KindProvider } from '#server/providers/kind/kind-provider.ts'
import type { SandboxProvider } from '#server/providers/provider.ts'
import type { Machine } from './machine.ts'
import { commandPrefix } from './own-instances.ts'
import { resolveDockerHost } from './resolve-docker-host.ts'
import type { ServerParts } from './server-settings.ts'

/** A provider for one command, with its own instance name, so that no running server adopts or removes its clusters. */
export async function createCommandProvider(
  machine: Machine,
  parts: ServerParts,
  purpose: string,
): Promise<SandboxProvider> {
  const dockerHost = await resolveDockerHost(machine)
  return new KindProvider({
    engine: new DockerEngine(dockerHost),
    kind: { binary: parts.kindPath, environment: { ...machine.variables, DOCKER_HOST: dockerHost } },
    nodeImage: parts.nodeImage,
    instance: `${commandPrefix(machine)}${purpose}-${randomBytes(4).toString('hex')}`,
    ...KIND_DEFAULTS,
  })
}
