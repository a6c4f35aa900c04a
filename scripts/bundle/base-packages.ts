/** Priority of the packages that every installation has. */
const BASE = /^(?:Essential: yes|Priority: required)$/m

/**
 * The part of a dpkg status file that every installation of the distribution has: the required packages, and all that they depend on.
 * @param status text of /var/lib/dpkg/status
 */
export function baseStatus(status: string): string {
  const stanzas = status.split(/\n{2,}/).filter((stanza) => /^Status: install ok installed$/m.test(stanza))
  const providers = new Map<string, string>()
  for (const stanza of stanzas) {
    for (const name of [field(stanza, 'Package'), ...namesIn(field(stanza, 'Provides'))]) {
      if (!providers.has(name)) providers.set(name, stanza)
    }
  }
  const kept = new Set<string>()
  const open = stanzas.filter((stanza) => BASE.test(stanza))
  for (let stanza = open.pop(); stanza !== undefined; stanza = open.pop()) {
    if (kept.has(stanza)) continue
    kept.add(stanza)
    const needed = [...namesIn(field(stanza, 'Depends')), ...namesIn(field(stanza, 'Pre-Depends'))]
    open.push(...needed.flatMap((name) => providers.get(name) ?? []))
  }
  return stanzas
    .filter((stanza) => kept.has(stanza))
    .map((stanza) => `${stanza}\n\n`)
    .join('')
}

function field(stanza: string, name: string): string {
  return new RegExp(`^${name}: (.*)$`, 'm').exec(stanza)?.[1] ?? ''
}

/** All names in a relation: `libc6 (>= 2.36), awk | gawk:any`. */
function namesIn(relation: string): string[] {
  return relation
    .split(/[,|]/)
    .map((entry) => entry.trim().replace(/[\s:(].*/, ''))
    .filter((name) => name !== '')
}
