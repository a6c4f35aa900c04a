/** A block of IPv4 addresses: its first address as a number, and its prefix length in bits. */
interface Block {
  first: number
  prefix: number
}

const SANDBOX_PREFIX = 24

/** Generates, in order, the /24 subnets of `range` that overlap none of `taken`. */
export function* freeSubnets(range: string, taken: readonly string[]): Generator<string> {
  const whole = parseBlock(range)
  const takenBlocks = taken.flatMap((subnet) => (subnet.includes(':') ? [] : [parseBlock(subnet)]))
  for (let first = whole.first; first <= lastOf(whole); first += 2 ** (32 - SANDBOX_PREFIX)) {
    const piece = { first, prefix: SANDBOX_PREFIX }
    if (!takenBlocks.some((block) => isOverlapping(block, piece))) yield `${formatAddress(first)}/${SANDBOX_PREFIX}`
  }
}

function parseBlock(subnet: string): Block {
  const [address = '', bits = '32'] = subnet.split('/')
  const octets = address.split('.').map(Number)
  const prefix = Number(bits)
  if (octets.length !== 4 || [...octets, prefix].some((number) => !Number.isInteger(number))) {
    throw new TypeError(`not an IPv4 subnet: ${subnet}`)
  }
  const number = octets.reduce((sum, octet) => sum * 256 + octet, 0)
  return { first: number - (number % 2 ** (32 - prefix)), prefix }
}

function lastOf({ first, prefix }: Block): number {
  return first + 2 ** (32 - prefix) - 1
}

function isOverlapping(left: Block, right: Block): boolean {
  return left.first <= lastOf(right) && right.first <= lastOf(left)
}

function formatAddress(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
}
