const MAX_BYTES = 65_536
/** A program may set the clipboard only this soon after a key: otherwise viewing a log could replace it. */
const KEY_WITHIN_MS = 5_000

export interface ClipboardContext {
  now: number
  lastKeyAt: number
  isController: boolean
}

/**
 * The text that a program asks to copy (OSC 52), or undefined when the request is refused. Requests to read the clipboard (`?`) are always
 * refused.
 */
export function textToCopy(request: string, { now, lastKeyAt, isController }: ClipboardContext): string | undefined {
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

/** Over plain HTTP from another machine a page has no clipboard interface, but it has copy events. */
export function copyText(text: string): void {
  if (window.isSecureContext) {
    void navigator.clipboard.writeText(text).catch(() => undefined)
    return
  }
  const fill = (event: ClipboardEvent) => {
    event.preventDefault()
    event.stopPropagation()
    event.clipboardData?.setData('text/plain', text)
  }
  document.addEventListener('copy', fill, { capture: true, once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', fill, { capture: true })
}
