/** The Linux distribution, from os-release(5). */
export interface Distribution {
  family: 'debian' | 'ubuntu' | 'other'
  /** `Debian GNU/Linux 12 (bookworm)` */
  name: string
  /** `bookworm`; empty if unknown. */
  codename: string
  /** `12`; 0 if there is none (testing, unstable) or if it is not a number. */
  release: number
}

export function parseOsRelease(text: string): Distribution {
  const fields = new Map<string, string>()
  for (const line of text.split('\n')) {
    const match = /^(\w+)=(?:"(.*)"|'(.*)'|(.*))$/.exec(line.trim())
    if (match?.[1] !== undefined) fields.set(match[1], match[2] ?? match[3] ?? match[4] ?? '')
  }
  const get = (key: string) => fields.get(key) ?? ''
  const ids = [get('ID'), ...get('ID_LIKE').split(' ')]
  const isUbuntu = ids.includes('ubuntu')
  const family = isUbuntu ? 'ubuntu' : ids.includes('debian') ? 'debian' : 'other'
  const codename = (isUbuntu && get('UBUNTU_CODENAME')) || get('DEBIAN_CODENAME') || get('VERSION_CODENAME')
  // A derivative has its own release numbers; only the codename identifies its base.
  const release = get('ID') === family ? Number.parseInt(get('VERSION_ID'), 10) || 0 : (DEBIAN_RELEASES[codename] ?? 0)
  return { family, name: get('PRETTY_NAME') || 'this Linux', codename, release }
}

const DEBIAN_RELEASES: Readonly<Record<string, number>> = { bullseye: 11, bookworm: 12, trixie: 13, forky: 14 }
