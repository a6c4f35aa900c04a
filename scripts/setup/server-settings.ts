import { join } from 'node:path'
import { dataFolderOf } from '#scripts/data/data-folder.ts'
import { resolveDockerHost } from './resolve-docker-host.ts'
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

/** Environment variables for sandbox-server/config.ts. The server inherits all others from the environment. */
export async function serverSettings(
  machine: Machine,
  address: ServerAddress,
  parts: ServerParts | undefined,
): Promise<Record<string, string>> {
  return {
    KINDLAB_HOST: address.host,
    KINDLAB_PORT: String(address.port),
    KINDLAB_SITE: siteFolder(machine),
    KINDLAB_DATA: dataFolderOf(machine),
    ...(await partSettings(machine, parts)),
  }
}

/** Settings that every server of this checkout shares, also those of tests. The data folder is not one of them: no test writes to the operator's data. */
export async function partSettings(machine: Machine, parts: ServerParts | undefined): Promise<Record<string, string>> {
  const own = { KINDLAB_CONTENT: join(machine.checkout, 'content') }
  if (parts === undefined) return own
  const dockerHost = await resolveDockerHost(machine)
  return { ...own, KINDLAB_NODE_IMAGE: parts.nodeImage, KINDLAB_KIND: parts.kindPath, DOCKER_HOST: dockerHost }
}

/** Address of the site for learners. */
export function publicUrl(machine: Machine, address: ServerAddress): string {
  return machine.publicOrigin === undefined ? siteUrl(address) : `${machine.publicOrigin.replace(/\/$/, '')}/`
}

/** Address of the site on this machine: the loopback address if the server listens on all addresses. */
export function siteUrl({ host, port }: ServerAddress): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}/`
}
