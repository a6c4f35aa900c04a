/** Decisions from the claims about a person. */
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Role } from '#protocol/people.ts'
import { readDisplayName } from './display-name.ts'
import type { ClaimValue, OidcSettings } from './sign-in-ways.ts'

export type Claims = Readonly<Record<string, unknown>>

/** Undefined without rules: the role of the database stays. */
export function roleOf(claims: Claims, { roles }: Pick<OidcSettings, 'roles'>): Role | undefined {
  if (roles.length === 0) return undefined
  return roles.find((rule) => hasClaim(claims, rule))?.role ?? 'learner'
}

/** @throws KindlabError `sign_in.refused` without the required claim */
export function requireClaim(claims: Claims, { required }: Pick<OidcSettings, 'required'>): void {
  if (required === undefined || hasClaim(claims, required)) return
  throw new KindlabError('sign_in.refused', { detail: `your account has no ${required.claim}=${required.value}` })
}

/** The name to show. Undefined if the provider sends none that can be shown. */
export function nameOf(claims: Claims): string | undefined {
  for (const name of [claims['name'], claims['preferred_username'], claims['given_name']]) {
    if (typeof name !== 'string') continue
    try {
      const shown = readDisplayName(name)
      if (shown !== undefined) return shown
    } catch (error) {
      if (!(error instanceof KindlabError)) throw error
    }
  }
  return undefined
}

function hasClaim(claims: Claims, { claim, value }: ClaimValue): boolean {
  const found = Object.hasOwn(claims, claim) ? claims[claim] : readPath(claims, claim.split('.'))
  const values: unknown[] = Array.isArray(found) ? found : [found]
  return values.includes(value)
}

/** Keycloak nests its roles: `realm_access.roles`. */
function readPath(claims: Claims, path: readonly string[]): unknown {
  let found: unknown = claims
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined
    found = Object.entries(found).find(([name]) => name === key)?.[1]
  }
  return found
}
