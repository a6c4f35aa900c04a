/** About one blink: whoever types on within it sees a cursor that stands still. */
const TYPING_MS = 1_000

/**
 * Marks `host` while somebody types in it, for a cursor that does not blink then. It is also faster: while an animation is under way, Chromium
 * puts what comes in after a key off to the frame after next, the echo of the key too.
 */
export function markTyping(host: HTMLElement, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const rest = () => host.removeAttribute('data-typing')
  const type = () => {
    clearTimeout(timer)
    timer = setTimeout(rest, TYPING_MS)
    host.setAttribute('data-typing', '')
  }
  host.addEventListener('keydown', type, { capture: true, signal })
  signal.addEventListener('abort', () => clearTimeout(timer))
}
