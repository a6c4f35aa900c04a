/** The provider of OpenID Connect: authorization code flow with PKCE, state and nonce. The library checks the tokens. */
import * as oidc from 'openid-client'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { systemWallClock } from '#server/time/wall-clock.ts'
import type { Claims } from './oidc-claims.ts'
import { createOidcFetch, isLoopbackHttp } from './oidc-fetch.ts'
import { createKeySet, readLogoutToken } from './provider-logout.ts'
import type { OidcSettings } from './sign-in-ways.ts'

const TIMEOUT_SECONDS = 5
/** The server asks the provider again after this time, so that it notices that the provider is down before it sends a browser there. */
const METADATA_AGE_MS = 60_000
/** After a failed discovery, the next sign-in waits this long before the server asks the provider again. */
const RETRY_MS = 5_000
const MAX_TOKEN_AGE_SECONDS = 600

/** The secrets of one sign-in, which the callback needs. */
export interface OidcAttempt {
  state: string
  nonce: string
  verifier: string
}

/** A person of the provider. Only issuer and subject identify; claims can change, and an address can get another owner. */
export interface OidcPerson {
  issuer: string
  subject: string
  claims: Claims
}

export class OidcClient {
  readonly #settings: OidcSettings
  readonly #redirectUri: string
  readonly #wallNow: () => number
  #configuration: Promise<oidc.Configuration> | undefined
  #keys: { of: oidc.Configuration; set: ReturnType<typeof createKeySet> } | undefined
  #askedAt = 0
  #failedAt = 0

  constructor(settings: OidcSettings, { redirectUri, wallNow }: { redirectUri: string; wallNow: () => number }) {
    this.#settings = settings
    this.#redirectUri = redirectUri
    this.#wallNow = wallNow
  }

  /** The address of the provider to open, and what the server must remember. @throws KindlabError `sign_in.provider_down` */
  async begin(): Promise<{ location: string; attempt: OidcAttempt }> {
    if (!this.#isWithin(METADATA_AGE_MS, this.#askedAt)) this.#configuration = undefined
    const configuration = await this.#discover()
    const verifier = oidc.randomPKCECodeVerifier()
    const attempt = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier }
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.#redirectUri,
      scope: this.#settings.scope,
      response_type: 'code',
      response_mode: 'query',
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return { location: url.href, attempt }
  }

  /** `query`: of the callback. @throws KindlabError `sign_in.provider_down`, `sign_in.refused` */
  async finish(query: string, attempt: OidcAttempt): Promise<OidcPerson> {
    const configuration = await this.#discover()
    try {
      return await this.#exchange(configuration, query, attempt)
    } catch (error) {
      throw toKindlabError(error)
    }
  }

  /** The person whom a logout token names. @throws KindlabError `sign_in.provider_down`, `sign_in.refused` */
  async readLogout(token: string): Promise<{ issuer: string; subject: string }> {
    const configuration = await this.#discover()
    try {
      // The library caches the keys of a key set.
      if (this.#keys?.of !== configuration) {
        this.#keys = { of: configuration, set: createKeySet(configuration, this.#settings) }
      }
      const { issuer } = configuration.serverMetadata()
      return await readLogoutToken(token, this.#keys.set, { issuer, clientId: this.#settings.clientId })
    } catch (error) {
      throw toKindlabError(error)
    }
  }

  async #exchange(configuration: oidc.Configuration, query: string, attempt: OidcAttempt): Promise<OidcPerson> {
    const callback = new URL(this.#redirectUri)
    callback.search = query
    const tokens = await oidc.authorizationCodeGrant(configuration, callback, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    })
    const own = tokens.claims()
    if (own === undefined) throw new Error('the provider sent no ID token')
    const ageSeconds = systemWallClock.wallNow() / 1000 - own.iat
    // The library requires `iat`, and does not compare it with the time.
    if (Math.abs(ageSeconds) > MAX_TOKEN_AGE_SECONDS) throw new Error(`the ID token is ${ageSeconds} s old`)
    const hasUserInfo = configuration.serverMetadata().userinfo_endpoint !== undefined
    // Some providers put name and groups into the ID token, others only into the answer of the userinfo endpoint.
    const more = hasUserInfo ? await oidc.fetchUserInfo(configuration, tokens.access_token, own.sub) : {}
    return { issuer: own.iss, subject: own.sub, claims: { ...more, ...own } }
  }

  /** A provider that is down must not stop the server, so the first sign-in asks for its metadata. */
  async #discover(): Promise<oidc.Configuration> {
    if (this.#configuration === undefined) {
      if (this.#isWithin(RETRY_MS, this.#failedAt)) throw new KindlabError('sign_in.provider_down')
      this.#askedAt = this.#wallNow()
      this.#configuration = this.#ask()
    }
    try {
      return await this.#configuration
    } catch (error) {
      this.#configuration = undefined
      this.#failedAt = this.#wallNow()
      throw new KindlabError('sign_in.provider_down', { cause: error })
    }
  }

  /** A wall clock may jump in both directions. */
  #isWithin(ms: number, at: number): boolean {
    return Math.abs(this.#wallNow() - at) < ms
  }

  async #ask(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings
    const url = new URL(issuer)
    const isHttp = isLoopbackHttp(url)
    const authentication = clientSecret === undefined ? oidc.None() : oidc.ClientSecretPost(clientSecret)
    return oidc.discovery(url, clientId, undefined, authentication, {
      timeout: TIMEOUT_SECONDS,
      [oidc.customFetch]: createOidcFetch(url),
      // Without the second one, the library trusts TLS instead of the signature of the ID token.
      execute: isHttp
        ? [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks]
        : [oidc.enableNonRepudiationChecks],
    })
  }
}

function toKindlabError(error: unknown): KindlabError {
  if (error instanceof KindlabError) return error
  if (isNetworkError(error)) return new KindlabError('sign_in.provider_down', { cause: error })
  const reason = error instanceof oidc.AuthorizationResponseError ? error.error : undefined
  return new KindlabError('sign_in.refused', {
    cause: error,
    ...(reason === 'access_denied' ? { detail: 'the provider says: access denied' } : {}),
  })
}

/** `fetch` throws a TypeError when it gets no answer, and a TimeoutError after the time limit. */
function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const isFetch = error instanceof TypeError && error.message === 'fetch failed'
  return isFetch || error.name === 'TimeoutError' || (error.cause !== undefined && isNetworkError(error.cause))
}
