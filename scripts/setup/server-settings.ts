import { join } from 'node:path'
import { dataFolderOf } from '#scripts/data/data-folder.ts'
import { resolveDockerHost } from './docker-host.ts'
import type { Machine } from './machine.ts'
import { siteFolder } from './site-export.ts'

export interface ServerAddress {
  host: string
  port: number
}

export interface ServerParts {
  kindPath: string
  nodeImage: string
}

/** The server's environment variables, as sandbox-server/config.ts reads them. What is not named here it has from the environment. */
export async function serverSettings(
  machine: Machine,
  address: ServerAddress,
  parts: ServerParts | undefined,
): Promise<Record<string, string>> {
  return {
    KINDLAB_HOST: address.host,
    KINDLAB_PORT: String(address.port),
    KINDLAB_SITE: siteFolder(machine),
    ...(await partSettings(machine, parts)),
  }
}

/** The settings that are the same for every server of this checkout, whoever starts it. */
export async function partSettings(machine: Machine, parts: ServerParts | undefined): Promise<Record<string, string>> {
  const own = {
    KINDLAB_DATA: dataFolderOf(machine),
    KINDLAB_CONTENT: join(machine.checkout, 'content'),
  }
  if (parts === undefined) return own
  const dockerHost = await resolveDockerHost(machine)
  return { ...own, KINDLAB_NODE_IMAGE: parts.nodeImage, KINDLAB_KIND: parts.kindPath, DOCKER_HOST: dockerHost }
}

/** Where people open the site. */
export function publicUrl(machine: Machine, address: ServerAddress): string {
  return machine.publicOrigin === undefined ? siteUrl(address) : `${machine.publicOrigin.replace(/\/$/, '')}/`
}

/** Where this machine reaches the site. A server that listens everywhere is reached here by the loopback address. */
export function siteUrl({ host, port }: ServerAddress): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}/`
}
