/** A mark of the shell (OSC 133): A prompt starts, B input starts, C command runs, D command ended. */
export type PromptMark = { mark: 'A' | 'B' | 'C' } | { mark: 'D'; exit?: number }

/** A mark that only the server uses: P another line of the same command, L the length of readline's line. */
export type LineMark = { mark: 'P' } | { mark: 'L'; length: number }

export type ShellMark = PromptMark | LineMark

/**
 * Reads the text of an OSC 133 sequence, `A;nonce=…` or `D;<exit>;nonce=…`. Undefined when it is not a mark of this shell:
 * a program can print marks too, but it does not know the nonce.
 */
export function readPromptMark(text: string, nonce: string): ShellMark | undefined {
  const [letter, ...fields] = text.split(';')
  if (!fields.includes(`nonce=${nonce}`)) return undefined
  switch (letter) {
    case 'A':
    case 'B':
    case 'C':
      return { mark: letter }
    case 'D':
      return { mark: letter, ...readExit(fields[0]) }
    case 'P':
      return { mark: letter }
    case 'L':
      return /^\d+$/.test(fields[0] ?? '') ? { mark: letter, length: Number(fields[0]) } : undefined
    default:
      return undefined
  }
}

function readExit(field: string | undefined): { exit?: number } {
  return field !== undefined && /^\d{1,3}$/.test(field) ? { exit: Number(field) } : {}
}

/** Makes text from a node safe to show: removes control characters and characters that change the text direction. */
export function withoutControls(text: string): string {
  return text.replaceAll(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
}
