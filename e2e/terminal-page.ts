/** Actions in the terminals of a lesson page. */
import { expect, type Page } from '@playwright/test'

/** The screen of the visible terminal as text, one line per row. */
export async function terminalText(page: Page): Promise<string> {
  const rows = await page.locator('.xterm:visible .xterm-rows > div').allInnerTexts()
  return rows.map((row) => row.replaceAll('\u00A0', ' ').trimEnd()).join('\n')
}

export async function typeCommand(page: Page, command: string): Promise<void> {
  await page.locator('.xterm:visible .xterm-helper-textarea').focus()
  await page.keyboard.type(command)
  await page.keyboard.press('Enter')
}

/** Types a command and waits until the screen shows `pattern`; returns the match. */
export async function runAndExpect(
  page: Page,
  command: string,
  pattern: RegExp,
  timeout = 30_000,
): Promise<RegExpMatchArray> {
  await typeCommand(page, command)
  return expectOnScreen(page, pattern, timeout)
}

/** A program that prints the keys it receives. Before it runs, the shell interprets them. */
export async function startCat(page: Page): Promise<void> {
  await runAndExpect(page, 'clear; echo "ca"t; cat -v', /^cat$/m)
}

/** Waits until the screen shows `pattern`. The error contains the screen. */
export async function expectOnScreen(page: Page, pattern: RegExp, timeout = 30_000): Promise<RegExpMatchArray> {
  let text = ''
  const isShown = async () => {
    text = await terminalText(page)
    return pattern.test(text)
  }
  await expect
    .poll(isShown, { timeout })
    .toBe(true)
    .catch((error: unknown) => {
      throw new Error(`the terminal does not show ${pattern} after ${timeout} ms, but:\n${text.trim()}`, {
        cause: error,
      })
    })
  const match = text.match(pattern)
  if (match === null) throw new Error('unreachable: the poll above ended without a match')
  return match
}

/**
 * Waits for the prompt after a program has ended, and clears the screen for the next program.
 * `top` drops keys that are typed before it ends.
 */
export async function expectGone(page: Page, number: number): Promise<void> {
  await expectOnScreen(page, /[#$]\s*$/)
  await runAndExpect(page, `clear; echo "left $((${number} * 7 + 1))"`, new RegExp(`^left ${number * 7 + 1}$`, 'm'))
}

/** Selects a tab and waits for output of its shell, which is then ready for input. */
export async function openTab(page: Page, name: RegExp): Promise<void> {
  const tab = page.getByRole('tab', { name })
  await tab.click()
  await expect(tab).toHaveAttribute('aria-selected', 'true')
  await expectOnScreen(page, /\S/)
}
