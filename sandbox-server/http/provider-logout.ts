/** OpenID Connect Back-Channel Logout 1.0: the provider reports that a person has signed out, or was disabled, with a signed token. */
import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose'
import type { Configuration } from 'openid-client'
import { systemWallClock } from '#server/time/wall-clock.ts'
import { createOidcFetch } from './oidc-fetch.ts'
import type { OidcSettings } from './sign-in-ways.ts'

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const MAX_TOKEN_AGE_SECONDS = 120
const TIMEOUT_MS = 5_000
/** Without HS256: the public key of a provider must not count as a shared secret. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

type KeySet = ReturnType<typeof createRemoteJWKSet>

/** The keys of the provider. The library asks for them again for an unknown key id, once in half a minute at most. */
export function createKeySet(configuration: Configuration, { issuer }: OidcSettings): KeySet {
  const { jwks_uri: address } = configuration.serverMetadata()
  if (address === undefined) throw new Error('the provider names no keys')
  const ask = createOidcFetch(new URL(issuer))
  return createRemoteJWKSet(new URL(address), {
    timeoutDuration: TIMEOUT_MS,
    [customFetch]: (url, { headers, method }) =>
      ask(url, { body: null, headers: Object.fromEntries(headers), method, redirect: 'manual' }),
  })
}

/** The person whose sessions end. @throws Error for a token that is not a logout token of this provider for this site */
export async function readLogoutToken(
  token: string,
  keys: KeySet,
  { issuer, clientId }: { issuer: string; clientId: string },
): Promise<{ issuer: string; subject: string }> {
  const { payload } = await jwtVerify(token, keys, {
    issuer,
    audience: clientId,
    algorithms: ALGORITHMS,
    typ: 'logout+jwt',
    requiredClaims: ['iat', 'jti', 'events', 'sub'],
    maxTokenAge: MAX_TOKEN_AGE_SECONDS,
    clockTolerance: 30,
    currentDate: new Date(systemWallClock.wallNow()),
  })
  const { events, sub: subject } = payload
  const isLogout = typeof events === 'object' && events !== null && Object.hasOwn(events, EVENT)
  // An ID token has a nonce. It must never pass for a logout token.
  if (!isLogout || 'nonce' in payload || subject === undefined) throw new Error('not a logout token')
  return { issuer, subject }
}
