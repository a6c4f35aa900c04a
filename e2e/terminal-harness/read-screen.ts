/** Reads a terminal from the DOM, without an API of the page. */
import { expect, type Locator, type Page } from '@playwright/test'

/** The keyboard input of the visible terminal. */
export function keyboardOf(page: Page): Locator {
  return page.locator('.xterm:visible .xterm-helper-textarea')
}

export async function focusTerminal(page: Page): Promise<void> {
  await keyboardOf(page).focus()
}

/**
 * Every cell of the screen with its colours and style, as one string per row. The DOM renderer writes a span for each run of equal cells, with its
 * colours as classes. Leaves out the cursor, since its shape depends on the focus.
 */
export async function cellsOf(page: Page): Promise<string[]> {
  return page.locator('.xterm:visible .xterm-rows').evaluate((rows) =>
    [...rows.children].map((row) =>
      [...row.querySelectorAll('span')]
        .flatMap((span) => {
          const look = `${[...span.classList].filter((name) => !name.startsWith('xterm-cursor')).join(' ')} ${span.style.color}`
          return Array.from(span.textContent ?? '', (character) => `${character}|${look.trim()}`)
        })
        .join('\n')
        .replaceAll(/(?:\n?[ \u00A0]\|)+$/g, ''),
    ),
  )
}

/** Waits until the screen is equal in two consecutive polls. */
export async function settledCells(page: Page): Promise<string[]> {
  let before = await cellsOf(page)
  await expect
    .poll(async () => {
      const now = await cellsOf(page)
      const isSame = now.join('\u0000') === before.join('\u0000')
      before = now
      return isSame && now.some((row) => row !== '')
    })
    .toBe(true)
  return before
}

/** Position of a row on the page, since a layer above the rows receives the pointer. */
export async function rowBox(
  page: Page,
  text: RegExp,
): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await page.locator('.xterm:visible .xterm-rows > div').filter({ hasText: text }).first().boundingBox()
  if (box === null) throw new Error(`no row shows ${text}`)
  return box
}
