import type { JSHandle, Page } from '@playwright/test'

/** Watches a terminal from inside its page, by what it shows: the same for every terminal that is drawn with DOM rows. */
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
    // When the browser made the event, not when a busy page came to it.
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
