/** Types a command into a terminal of a lesson and waits for the prompt on the screen. */
import { expect, type Page } from '@playwright/test'
import { openTab, terminalText } from '../terminal-page.ts'
import type { NodeName } from './lesson-requests.ts'

const TABS: Readonly<Record<NodeName, RegExp>> = { 'control-plane': /control-plane/, worker: /worker/ }

/** A prompt without input. */
const PROMPT = /root@[\w.-]+:\S*[#$]$/

export async function typeCommand(page: Page, node: NodeName, command: string): Promise<void> {
  await openTab(page, TABS[node])
  await expectScreen(page, (screen) => PROMPT.test(screen), `a prompt on ${node}, for: ${command}`)
  for (const line of command.split('\n')) {
    await typeLine(page, line)
  }
  await expectScreen(page, (screen) => PROMPT.test(screen), `an end of: ${command}`)
}

/** Presses Enter after the line is on the screen, so that the old prompt does not count as the next one. */
async function typeLine(page: Page, line: string): Promise<void> {
  await page.locator('.xterm:visible .xterm-helper-textarea').focus()
  await page.keyboard.type(line)
  const tail = withoutBlanks(line).slice(-40)
  await expectScreen(page, (screen) => withoutBlanks(screen).endsWith(tail), `on the screen: ${line}`)
  await page.keyboard.press('Enter')
}

async function expectScreen(page: Page, isAsWanted: (screen: string) => boolean, wanted: string): Promise<void> {
  await expect
    .poll(async () => isAsWanted((await terminalText(page)).trimEnd()), { message: wanted, timeout: 60_000 })
    .toBe(true)
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s/g, '')
}
