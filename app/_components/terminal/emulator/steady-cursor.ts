/** About one blink. The cursor stays steady between keys that follow within this time. */
const TYPING_MS = 1_000

/**
 * Sets `data-typing` on `host` while the learner types in it; CSS then stops the blinking of the cursor. It also makes the echo of a key faster:
 * during an animation, Chromium postpones input that follows a key to the frame after next.
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
