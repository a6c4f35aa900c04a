import { isEveryAddress, isLoopback } from '#server/exposure.ts'

export interface ListeningAddress {
  host: string
  port: number
  publicOrigin: string | undefined
}

/**
 * The host names of this server. A request must have exactly one of them, also on loopback: otherwise a page of another site could reach the
 * server under its own name (DNS rebinding) and with the learner's cookie.
 */
export class AllowedAddresses {
  readonly #ownHosts: ReadonlySet<string>
  readonly #publicOrigin: string | undefined
  readonly #publicHost: string | undefined

  constructor({ host, port, publicOrigin }: ListeningAddress) {
    this.#ownHosts = new Set(namesOf(host).map((name) => new URL(`http://${name}:${port}`).host))
    this.#publicOrigin = publicOrigin
    this.#publicHost = publicOrigin === undefined ? undefined : new URL(publicOrigin).host
  }

  /** Without a public origin no proxy is expected: one would make the loopback address reachable for others. */
  get isProxyExpected(): boolean {
    return this.#publicOrigin !== undefined
  }

  /** Whether the `Host` header is a name of this server. */
  isHost(host: string | undefined): boolean {
    return host !== undefined && (this.#ownHosts.has(host) || host === this.#publicHost)
  }

  /** Whether the `Origin` header is the origin of this site under this `Host`. False without an `Origin`. */
  isOrigin(origin: string | undefined, host: string | undefined): boolean {
    if (origin === undefined || host === undefined || !this.isHost(host)) return false
    if (origin === this.#publicOrigin) return true
    return this.#ownHosts.has(host) && origin === `http://${host}`
  }
}

function namesOf(host: string): string[] {
  const asWritten = host.includes(':') ? `[${host}]` : host
  if (isEveryAddress(host) || host === 'localhost') return ['127.0.0.1', '[::1]', 'localhost']
  return isLoopback(host) ? [asWritten, 'localhost'] : [asWritten]
}
