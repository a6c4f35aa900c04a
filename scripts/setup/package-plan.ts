import type { Distribution } from './distribution.ts'

/** What apt-get is asked for. */
export interface PackagePlan {
  packages: readonly string[]
  /** A newer release that some of `packages` are taken from by name (`docker.io/trixie`). */
  pinnedSuite?: string
}

/** Docker Engine 23 or newer; undefined where Kindlab does not know how to get one. */
export function planDocker({ family, release, codename }: Distribution): PackagePlan | undefined {
  // Ubuntu's docker.io brings the client, and is new enough in every release that still gets updates.
  if (family === 'ubuntu' && (release === 0 || release >= 22)) return { packages: ['docker.io', 'iptables'] }
  if (family !== 'debian') return undefined
  // Debian 12's own 20.10 cannot start privileged containers where the machine withholds a capability.
  if (release === 12) {
    return {
      packages: ['docker.io/trixie', 'containerd/trixie', 'docker-cli/trixie', 'iptables'],
      pinnedSuite: 'trixie',
    }
  }
  const isNewer = release >= 13 || (release === 0 && codename !== '')
  return isNewer ? { packages: ['docker.io', 'docker-cli', 'iptables'] } : undefined
}

/** A Go that can fetch the newer Go that is needed (1.21 or later); undefined where there is none. */
export function planGo({ family, release, codename }: Distribution): PackagePlan | undefined {
  if (family === 'ubuntu' && release >= 24) return { packages: ['golang-go'] }
  if (family === 'ubuntu' && release >= 22) return { packages: ['golang-1.23-go'] }
  if (family !== 'debian') return undefined
  if (release === 12) return { packages: ['golang-1.24-go/trixie', 'golang-1.24-src/trixie'], pinnedSuite: 'trixie' }
  const isNewer = release >= 13 || (release === 0 && codename !== '')
  return isNewer ? { packages: ['golang-go'] } : undefined
}

/** The package's name alone, as dpkg knows it. */
export function packageName(entry: string): string {
  return entry.replace(/\/.*/, '')
}
