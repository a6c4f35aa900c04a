import type { Distribution } from './distribution.ts'

/** Packages for apt-get. */
export interface PackagePlan {
  packages: readonly string[]
  /** A newer release, the source of packages such as `docker.io/trixie`. */
  pinnedSuite?: string
}

/** Packages of Docker Engine 23 or newer; undefined if the distribution has none that Kindlab knows. */
export function planDocker({ family, release, codename }: Distribution): PackagePlan | undefined {
  // docker.io of Ubuntu contains the client, and is new enough in every supported release.
  if (family === 'ubuntu' && (release === 0 || release >= 22)) return { packages: ['docker.io', 'iptables'] }
  if (family !== 'debian') return undefined
  // Docker 20.10 of Debian 12 cannot start privileged containers on a machine that lacks a capability.
  if (release === 12) {
    return {
      packages: ['docker.io/trixie', 'containerd/trixie', 'docker-cli/trixie', 'iptables'],
      pinnedSuite: 'trixie',
    }
  }
  const isNewer = release >= 13 || (release === 0 && codename !== '')
  return isNewer ? { packages: ['docker.io', 'docker-cli', 'iptables'] } : undefined
}

/** Packages of a Go that can download the required version (1.21 or later); undefined if there are none. */
export function planGo({ family, release, codename }: Distribution): PackagePlan | undefined {
  if (family === 'ubuntu' && release >= 24) return { packages: ['golang-go'] }
  if (family === 'ubuntu' && release >= 22) return { packages: ['golang-1.23-go'] }
  if (family !== 'debian') return undefined
  if (release === 12) return { packages: ['golang-1.24-go/trixie', 'golang-1.24-src/trixie'], pinnedSuite: 'trixie' }
  const isNewer = release >= 13 || (release === 0 && codename !== '')
  return isNewer ? { packages: ['golang-go'] } : undefined
}

/** Packages of `docker buildx` and `docker compose`; undefined if the distribution has none that Kindlab knows. */
export function planComposeTools({ family, release }: Distribution): PackagePlan | undefined {
  if (family === 'ubuntu') return { packages: ['docker-buildx', 'docker-compose-v2'] }
  if (family !== 'debian') return undefined
  if (release === 12) return { packages: ['docker-buildx/trixie', 'docker-compose/trixie'], pinnedSuite: 'trixie' }
  return { packages: ['docker-buildx', 'docker-compose'] }
}

/** The name of a package in dpkg. */
export function packageName(entry: string): string {
  return entry.replace(/\/.*/, '')
}
