import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { KindlabError } from '#protocol/kindlab-error.ts'

const derive = promisify(argon2)

/** OWASP's parameters for argon2id: 19 MiB and two passes, about 0.1 s of one core. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const PREFIX = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}`
const MIN_LENGTH = 8
const MAX_LENGTH = 200
/** Passwords of the first lines of every list of guesses, and the names of this product. */
const COMMON =
  /^(?:(.)\1+|(?:0?1234567890?|12345678|123456789|987654321|qwertyuiop?|qwertzuiop?|asdfghjkl?|1q2w3e4r(?:5t)?|1qaz2wsx|password|passw0rd|p@ssw0rd|passwort|kennwort|iloveyou|football|baseball|princess|sunshine|superman|trustno1|whatever|starwars|computer|michelle|jennifer|letmein|welcome|changeme|kubernetes|kindlab|kindlab-?admin|admin|administrator)\d{0,4}[!.?]?)$/i

/** @throws KindlabError `password.weak` */
export function requireGoodPassword(password: string): void {
  const length = Array.from(password).length
  if (length < MIN_LENGTH)
    throw new KindlabError('password.weak', { detail: `it is shorter than ${MIN_LENGTH} characters` })
  if (length > MAX_LENGTH)
    throw new KindlabError('password.weak', { detail: `it is longer than ${MAX_LENGTH} characters` })
  if (COMMON.test(password)) throw new KindlabError('password.weak', { detail: 'many people use it' })
}

/** The text that the store holds instead of the password. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { ...COST, message: password.normalize('NFKC'), nonce })
  return `${PREFIX}$${nonce.toString('base64url')}$${tag.toString('base64url')}`
}

/** Without a stored hash it takes the same time, so that the duration does not reveal which accounts exist. */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  const [nonceText = '', tagText = ''] = stored?.startsWith(PREFIX) === true ? stored.split('$').slice(-2) : []
  const nonce = nonceText === '' ? randomBytes(16) : Buffer.from(nonceText, 'base64url')
  const tag = await derive('argon2id', { ...COST, message: password.normalize('NFKC'), nonce })
  const expected = Buffer.from(tagText, 'base64url')
  return expected.length === tag.length && timingSafeEqual(expected, tag)
}
