import { KindlabError } from '#protocol/kindlab-error.ts'

const MAX_CHARACTERS = 40
/**
 * Control characters, direction marks, unassigned code points and every other invisible character. Joiners are allowed: Persian and Indic
 * scripts and emoji need them.
 */
const HIDDEN =
  /(?!\u{200C}|\u{200D}|\u{FE0F})[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u{2800}]/u
/** No script uses this many marks on one letter; they overlap the lines above and below. */
const STACKED = /\p{M}{5}/u
const READABLE = /[\p{L}\p{N}\p{Extended_Pictographic}]/u

/**
 * Normalizes a typed name: NFC, single spaces, trimmed. Undefined for an empty name.
 * @throws KindlabError `name.invalid`
 */
export function readDisplayName(text: string): string | undefined {
  const name = text
    .normalize('NFC')
    .replaceAll(/\p{Zs}+/gu, ' ')
    .trim()
  if (name === '') return undefined
  if (Array.from(name).length > MAX_CHARACTERS) refuse(`it is longer than ${MAX_CHARACTERS} characters`)
  if (HIDDEN.test(name)) refuse('it has invisible characters')
  if (STACKED.test(name)) refuse('it has too many marks on one letter')
  if (!READABLE.test(name)) refuse('it has no letter or digit')
  return name
}

function refuse(detail: string): never {
  throw new KindlabError('name.invalid', { detail })
}
