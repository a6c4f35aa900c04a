import type { JSHandle, Page } from '@playwright/test'

/** Observes the DOM rows of a terminal from inside its page; works for every candidate. */
export interface PageProbe {
  /** Milliseconds from the last press of `key` to the moment at which `text` matched the rows. */
  since: (key: string, text: string) => Promise<number>
}

export async function installProbe(page: Page): Promise<JSHandle<PageProbe>> {
  return page.evaluateHandle(() => {
    const rows = [...document.querySelectorAll<HTMLElement>('.xterm-rows')].find(
      ({ offsetParent }) => offsetParent !== null,
    )
    if (rows === undefined) throw new Error('no terminal is shown')
    const pressed = new Map<string, number>()
    // The time of the event, not the time at which a busy page handles it.
    addEventListener('keydown', ({ key, timeStamp }) => pressed.set(key, timeStamp), { capture: true })
    const shown = () =>
      Array.from(rows.children, ({ textContent }) => (textContent ?? '').replaceAll('\u00A0', ' ').trimEnd())
        .join('\n')
        .trimEnd()
    return {
      since: (key: string, text: string) =>
        new Promise<number>((resolve) => {
          const pattern = new RegExp(text)
          const look = () => {
            const at = pressed.get(key)
            if (at === undefined || !pattern.test(shown())) return
            observer.disconnect()
            pressed.delete(key)
            resolve(performance.now() - at)
          }
          const observer = new MutationObserver(look)
          observer.observe(rows, { childList: true, subtree: true, characterData: true })
          look()
        }),
    }
  })
}
