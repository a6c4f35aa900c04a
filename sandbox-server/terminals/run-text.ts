const PASTE_BEGIN = '\u001B[200~'
const PASTE_END = '\u001B[201~'

/**
 * The bytes that type a run block. Where the shell takes bracketed paste, several lines go in as one paste, so that the first command cannot read the
 * following lines as its own input. Without it each line is sent with its Enter. `isRun`: with the last Enter.
 */
export function typedText(text: string, options: { isBracketedPaste: boolean; isRun: boolean }): Uint8Array {
  // An ESC in the text could end the paste early; no lesson needs one.
  const lines = text.replaceAll('\u001B', '').replaceAll('\r\n', '\n').replace(/\n+$/, '').split('\n')
  const isPasted = options.isBracketedPaste && lines.length > 1
  const typed = isPasted ? PASTE_BEGIN + lines.join('\n') + PASTE_END : lines.join('\r')
  return new TextEncoder().encode(options.isRun ? `${typed}\r` : typed)
}
