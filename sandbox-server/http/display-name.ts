import { KindlabError } from '#protocol/errors.ts'

const MAX_CHARACTERS = 40
/**
 * Control characters, what turns the direction of text, what is no character, and everything else that cannot be seen; but not what joins letters
 * in Persian and Indic scripts, and emoji.
 */
const HIDDEN =
  /(?!\u{200C}|\u{200D}|\u{FE0F})[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u{2800}]/u
/** More marks on one letter than any script uses run over the lines above and below. */
const STACKED = /\p{M}{5}/u
const READABLE = /[\p{L}\p{N}\p{Extended_Pictographic}]/u

/**
 * A name as a learner typed it, as it is kept and shown: in one Unicode form, without spaces around it. Undefined when nothing was typed.
 * @throws KindlabError `name.invalid`
 */
export function readDisplayName(text: string): string | undefined {
  const name = text
    .normalize('NFC')
    .replaceAll(/\p{Zs}+/gu, ' ')
    .trim()
  if (name === '') return undefined
  if (Array.from(name).length > MAX_CHARACTERS) refuse(`it is longer than ${MAX_CHARACTERS} characters`)
  if (HIDDEN.test(name)) refuse('it has characters that cannot be seen')
  if (STACKED.test(name)) refuse('it has too many marks on one letter')
  if (!READABLE.test(name)) refuse('it has no letter or digit')
  return name
}

function refuse(detail: string): never {
  throw new KindlabError('name.invalid', { detail })
}
