import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { TrustedHeader } from './sign-in-ways.ts'

const SECRET_HEADER = 'x-kindlab-proxy-secret'
/** Node joins repeated headers with a comma, so a comma could hide a second name. */
const NAME = /^[^\p{Cc},]{1,200}$/u

/** The name that the proxy vouches for. Undefined without the secret, and for a header that is missing, repeated or ambiguous. */
export function readTrustedName(request: IncomingMessage, { name, secret }: TrustedHeader): string | undefined {
  const [proof, ...proofs] = valuesOf(request, SECRET_HEADER)
  if (proof === undefined || proofs.length > 0 || !timingSafeEqual(hash(proof), hash(secret))) return undefined
  const [value, ...values] = valuesOf(request, name)
  return value !== undefined && values.length === 0 && NAME.test(value) ? value.trim() : undefined
}

function valuesOf({ rawHeaders }: IncomingMessage, name: string): string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name)
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
