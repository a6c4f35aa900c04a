/** A real provider of OpenID Connect in this process. A test can change each token answer, and can sign with the provider's key. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type Configuration, Provider } from 'oidc-provider'
import { systemWallClock } from '#server/time/wall-clock.ts'

export interface IdToken {
  header: Record<string, unknown>
  payload: Record<string, unknown>
}

export interface IssuerOptions {
  /** The person who signs in. */
  subject: string
  /** Claims of the person, for the answer of the userinfo endpoint. */
  claims: Record<string, unknown>
}

const CLIENT_ID = 'kindlab'
export const CLIENT_SECRET = 'a secret of the client'

export class OidcIssuer implements AsyncDisposable {
  readonly origin: string
  readonly clientId = CLIENT_ID
  /** Changes the ID token of the next answers, before it is signed again. */
  tamper: ((token: IdToken) => IdToken) | undefined
  /** Replaces the signed text. */
  forge: ((signingInput: string, signature: string) => string) | undefined
  person: IssuerOptions = { subject: 'ada', claims: { name: 'Ada Lovelace' } }
  readonly #server: Server
  readonly #key: JsonWebKey
  #provider: Provider | undefined

  private constructor(server: Server, origin: string) {
    this.#server = server
    this.origin = origin
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    this.#key = { ...privateKey.export({ format: 'jwk' }), kid: 'first', use: 'sig', alg: 'RS256' }
    server.on('request', (request, response) => {
      if (this.#provider === undefined) response.writeHead(503).end()
      else void this.#provider.callback()(request, response)
    })
  }

  static async start(): Promise<OidcIssuer> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = address !== null && typeof address === 'object' ? address.port : 0
    return new OidcIssuer(server, `http://127.0.0.1:${port}`)
  }

  /** Accepts sign-ins for the site at this address. */
  register(siteOrigin: string): void {
    const provider = new Provider(this.origin, this.#configuration(siteOrigin))
    provider.use(async (context, next) => {
      if (context.path.startsWith('/interaction/')) {
        const login = { accountId: this.person.subject }
        await provider.interactionFinished(context.req, context.res, { login })
        context.respond = false
        return
      }
      await next()
      if (context.path === '/token') this.#changeAnswer(context.response)
    })
    this.#provider = provider
  }

  /** PEM of the public key, with which an attacker may sign as if it were a shared secret. */
  get publicPem(): string {
    return createPublicKey({ key: this.#key, format: 'jwk' }).export({ format: 'pem', type: 'spki' }).toString()
  }

  #configuration(siteOrigin: string): Configuration {
    return {
      clients: [
        {
          client_id: CLIENT_ID,
          client_secret: CLIENT_SECRET,
          redirect_uris: [`${siteOrigin}/auth/callback`],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      jwks: { keys: [this.#key] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      claims: { openid: ['sub'], profile: ['name', 'groups', 'hd'], email: ['email'] },
      pkce: { required: () => true },
      findAccount: (_, accountId) => ({
        accountId,
        claims: () => ({ sub: accountId, ...this.person.claims }),
      }),
      loadExistingGrant: async ({ oidc: { client, session } }) => {
        if (client === undefined || session?.accountId === undefined || this.#provider === undefined) return undefined
        const grant = new this.#provider.Grant({ clientId: client.clientId, accountId: session.accountId })
        grant.addOIDCScope('openid profile email')
        await grant.save()
        return grant
      },
    }
  }

  #changeAnswer(response: { body: unknown }): void {
    const body: unknown = response.body
    if (typeof body !== 'object' || body === null || !('id_token' in body)) return
    const [header = '', payload = ''] = String(body.id_token).split('.')
    const token = { header: parse(header), payload: parse(payload) }
    if (this.tamper !== undefined) response.body = { ...body, id_token: this.#sign(this.tamper(token)) }
    else if (this.forge !== undefined) response.body = { ...body, id_token: this.#sign(token) }
  }

  /** A logout token for the person who has signed in, changed by `tamper` and `forge`. */
  logoutToken(): string {
    const iat = Math.floor(systemWallClock.wallNow() / 1000)
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    const payload = { iss: this.origin, aud: CLIENT_ID, sub: this.person.subject, iat, jti: 'first', events }
    const token = { header: { alg: 'RS256', typ: 'logout+jwt', kid: 'first' }, payload }
    return this.#sign(this.tamper?.(token) ?? token)
  }

  #sign({ header, payload }: IdToken): string {
    const input = `${encode(header)}.${encode(payload)}`
    const key = createPrivateKey({ key: this.#key, format: 'jwk' })
    const signature = sign('sha256', Buffer.from(input), key).toString('base64url')
    return this.forge?.(input, signature) ?? `${input}.${signature}`
  }

  /** Listens on the same port again. */
  async listen(): Promise<void> {
    this.#server.listen(Number(new URL(this.origin).port), '127.0.0.1')
    await once(this.#server, 'listening')
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }
}

function parse(part: string): Record<string, unknown> {
  const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
  return { ...Object(value) }
}

export function encode(part: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
