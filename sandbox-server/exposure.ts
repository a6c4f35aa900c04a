/** Derives from the settings whether other machines can reach the server, and which settings that requires (docs/configuration.md). */
import { isIP } from 'node:net'
import type { ProviderName } from './providers/provider-names.ts'

export interface Exposure {
  KINDLAB_HOST: string
  KINDLAB_PUBLIC_ORIGIN?: string | undefined
  KINDLAB_ACCESS_CODE?: string | undefined
  KINDLAB_PROVIDER: ProviderName
}

export function findExposureProblems(exposure: Exposure): string[] {
  const host = exposure.KINDLAB_HOST
  const origin = exposure.KINDLAB_PUBLIC_ORIGIN
  const problems: string[] = []
  if (isIP(host) === 0 && host !== 'localhost') problems.push(`KINDLAB_HOST is not an IP address or localhost: ${host}`)
  if (isEveryAddress(host) && origin === undefined) {
    problems.push(
      `KINDLAB_PUBLIC_ORIGIN is missing: with KINDLAB_HOST=${host}, set it to the address under which learners open the site, for example http://192.0.2.7:7000`,
    )
  }
  if (!isReachableByOthers(host, origin)) return problems
  if (exposure.KINDLAB_ACCESS_CODE === undefined) {
    problems.push(
      'KINDLAB_ACCESS_CODE is missing: other machines can reach this server, and a learner with a lab could take over this machine',
    )
  }
  if (exposure.KINDLAB_PROVIDER === 'local') {
    problems.push('KINDLAB_PROVIDER=local opens shells on this machine: it is for loopback addresses only')
  }
  return problems
}

function isReachableByOthers(host: string, publicOrigin: string | undefined): boolean {
  if (!isLoopback(host)) return true
  // A proxy in front of a loopback address makes the server reachable too.
  return publicOrigin !== undefined && !isLoopback(new URL(publicOrigin).hostname.replace(/^\[|\]$/g, ''))
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

export function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}
