import { homedir } from 'node:os'
import type { Machine } from '#scripts/setup/machine.ts'
import { ConfigProblems, readConfig } from '#server/config.ts'
import { AccessLinks, LINK_MINUTES, linkUrl } from '#server/http/access-links.ts'
import type { AccessMode } from '#server/http/access-gate.ts'

export interface LinkTarget {
  /** The address that browsers open. */
  origin: string
  access: AccessMode['kind']
}

/** The address to open: a link with a secret if the server asks for one. */
export async function createLinkTo(dataFolder: string, { origin, access }: LinkTarget): Promise<string> {
  if (access !== 'link') return new URL('/', origin).href
  return linkUrl(origin, await new AccessLinks(dataFolder, () => Date.now()).create())
}

/** The address is the last line, alone, so that a terminal recognizes it and a script can read it. */
export function describeLink({ access }: LinkTarget, url: string): string[] {
  switch (access) {
    case 'link':
      return [`Open this link within ${LINK_MINUTES} minutes. It works once; ./kindlab link prints another one.`, url]
    case 'code':
      return ['The site asks for its access code.', url]
    case 'open':
      return ['Every account of this machine can open the site (KINDLAB_LOCAL_ACCESS=open).', url]
    default:
      return access satisfies never
  }
}

/** How to open the site of a server with these settings. It need not run yet. */
export async function describeAccess(
  { variables, checkout }: Machine,
  settings: Readonly<Record<string, string>>,
  origin: string,
): Promise<string[]> {
  try {
    const { access, dataFolder } = readConfig({ ...variables, ...settings }, { home: homedir(), checkout })
    const target = { origin, access: access.kind }
    return describeLink(target, await createLinkTo(dataFolder, target))
  } catch (error) {
    // The server reports wrong settings itself.
    if (error instanceof ConfigProblems) return [origin]
    throw error
  }
}
