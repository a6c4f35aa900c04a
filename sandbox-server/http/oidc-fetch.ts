/** Requests to the provider: https, without redirects, with limits of time and size, and not into the operator's own network. */
import { lookup } from 'node:dns/promises'
import { BlockList, isIPv6 } from 'node:net'
import type { CustomFetch } from 'openid-client'

const MAX_ANSWER_BYTES = 256 * 1024
const TIMEOUT_MS = 5_000
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

const PRIVATE = new BlockList()
for (const [network, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 3],
  ] as const),
]) {
  PRIVATE.addSubnet(network, bits, 'ipv4')
}
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
  ['2002::', 16],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv6')
}

/** http is for a provider on this machine. */
export function isLoopbackHttp(url: URL): boolean {
  return url.protocol === 'http:' && LOOPBACK.has(url.hostname)
}

/** The operator has named the issuer's host; the addresses of the provider's own metadata must be public ones. */
export function createOidcFetch(issuer: URL): CustomFetch {
  return async (address, options) => {
    await requireTarget(new URL(address), issuer)
    const { body, headers, method } = options
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const text = body instanceof URLSearchParams || typeof body === 'string' ? body : null
    const response = await fetch(address, { body: text, headers, method, redirect: 'error', signal })
    const { status } = response
    return new Response(await readBounded(response), { status, headers: response.headers })
  }
}

/** @throws Error for an address that the server does not open */
async function requireTarget(url: URL, issuer: URL): Promise<void> {
  if (url.protocol !== 'https:' && !(isLoopbackHttp(url) && isLoopbackHttp(issuer))) {
    throw new Error(`${url.origin} is not https`)
  }
  if (url.hostname === issuer.hostname) return
  const host = url.hostname.replaceAll(/[[\]]/g, '')
  for (const { address } of await lookup(host, { all: true })) {
    if (isPrivate(address)) throw new Error(`${url.hostname} is in a private network`)
  }
}

export function isPrivate(address: string): boolean {
  return PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

async function readBounded(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > MAX_ANSWER_BYTES) throw new Error(`the answer has more than ${MAX_ANSWER_BYTES} bytes`)
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
