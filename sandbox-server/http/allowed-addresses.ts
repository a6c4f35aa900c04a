import { isEveryAddress, isLoopback } from '#server/exposure.ts'

export interface ListeningAddress {
  host: string
  port: number
  publicOrigin: string | undefined
}

/**
 * The names this server answers to. Requests are compared with them exactly, also on loopback: a page of another site must not reach us
 * under a name of its own (DNS rebinding), nor with the learner's cookie.
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

  /** Whether the `Host` header is one of our names. */
  isHost(host: string | undefined): boolean {
    return host !== undefined && (this.#ownHosts.has(host) || host === this.#publicHost)
  }

  /** Whether the `Origin` header is that of our own page under this `Host`. A missing one is not. */
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
