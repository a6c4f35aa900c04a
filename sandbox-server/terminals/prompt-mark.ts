/** What the shell says of itself between prompts (OSC 133): A prompt shown, B input begins, C command runs, D command ended. */
export interface PromptMark {
  mark: 'A' | 'B' | 'C' | 'D'
  exit?: number
  cwd?: string
}

const MAX_CWD_CHARACTERS = 1_024

/**
 * Reads the text of an OSC 133 sequence, `A;nonce=…` or `D;<exit>;nonce=…;cwd=<percent-encoded>`. Undefined when it is not a mark of this shell:
 * a program can print marks too, but it does not know the nonce.
 */
export function readPromptMark(text: string, nonce: string): PromptMark | undefined {
  const [letter, ...fields] = text.split(';')
  if (!fields.includes(`nonce=${nonce}`)) return undefined
  switch (letter) {
    case 'A':
    case 'B':
    case 'C':
      return { mark: letter }
    case 'D':
      return { mark: letter, ...readExit(fields[0]), ...readCwd(fields) }
    default:
      return undefined
  }
}

function readExit(field: string | undefined): { exit?: number } {
  return field !== undefined && /^\d{1,3}$/.test(field) ? { exit: Number(field) } : {}
}

function readCwd(fields: readonly string[]): { cwd?: string } {
  const encoded = fields.find((field) => field.startsWith('cwd='))?.slice('cwd='.length)
  if (encoded === undefined) return {}
  try {
    return { cwd: withoutControls(decodeURIComponent(encoded)).slice(0, MAX_CWD_CHARACTERS) }
  } catch {
    // A path that is not UTF-8 cannot be shown.
    return {}
  }
}

/** Text from inside a node, as it may be shown: control characters and those that turn the direction of writing are left out. */
export function withoutControls(text: string): string {
  return text.replaceAll(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
}
