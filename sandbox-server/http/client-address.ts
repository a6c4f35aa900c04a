import type { IncomingMessage } from 'node:http'
import { isIPv4, isIPv6 } from 'node:net'
import { isLoopback } from '#server/exposure.ts'

const MAPPED_IPV4 = '::ffff:'
/** Of eight groups. A customer of a network has all addresses that begin with the same ones. */
const IPV6_GROUPS = 4

/**
 * The client's address, for rate limits: an IPv4 address, or the first 64 bits of an IPv6 address. `isProxyExpected`: a proxy on this machine is trusted
 * for the last hop of `X-Forwarded-For`. No other client is.
 */
export function clientAddress(request: IncomingMessage, isProxyExpected: boolean): string {
  const peer = withoutMapping(request.socket.remoteAddress ?? 'unknown')
  const forwarded = request.headers['x-forwarded-for']
  if (!isProxyExpected || !isLoopback(peer) || typeof forwarded !== 'string') return networkOf(peer)
  const last = withoutMapping(forwarded.split(',').at(-1)?.trim() ?? '')
  return networkOf(isIPv4(last) || isIPv6(last) ? last : peer)
}

function withoutMapping(address: string): string {
  return address.toLowerCase().replace(MAPPED_IPV4, '')
}

/** `2001:db8:1:2:3:4:5:6` -> `2001:db8:1:2::/64` */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [left = [], right = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const groups = [...left, ...zeros, ...right].slice(0, IPV6_GROUPS)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
