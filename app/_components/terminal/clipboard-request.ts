/** OSC 52: a program in the shell asks to put text into the clipboard. */

const MAX_BYTES = 65_536
/** Without a key a moment ago nobody asked for it: a log line that is looked at must not replace what was copied elsewhere. */
const KEY_WITHIN_MS = 5_000

export interface ClipboardSituation {
  now: number
  lastKeyAt: number
  isController: boolean
}

/** The text to copy; undefined when the request is refused. Reading the clipboard (`?`) always is. */
export function textToCopy(request: string, { now, lastKeyAt, isController }: ClipboardSituation): string | undefined {
  if (!isController || now - lastKeyAt > KEY_WITHIN_MS) return undefined
  const separator = request.indexOf(';')
  const encoded = request.slice(separator + 1)
  if (separator < 0 || encoded === '' || encoded === '?' || encoded.length > (MAX_BYTES / 3) * 4 + 4) return undefined
  return decode(encoded)
}

function decode(base64: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    return bytes.byteLength > MAX_BYTES ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
