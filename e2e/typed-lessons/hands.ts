/** Types into the terminals of a lesson and waits for the prompt, like somebody who watches the screen. */
import { expect, type Page } from '@playwright/test'
import { openTab, terminalText } from '../terminal-page.ts'
import type { NodeName } from './what-it-says.ts'

const TABS: Readonly<Record<NodeName, RegExp>> = { 'control-plane': /control-plane/, worker: /worker/ }

/** A prompt with nothing behind it. */
const PROMPT = /root@[\w.-]+:\S*[#$]$/

export async function typeOn(page: Page, node: NodeName, command: string): Promise<void> {
  await openTab(page, TABS[node])
  await expectScreen(page, (screen) => PROMPT.test(screen), `a prompt on ${node}, for: ${command}`)
  for (const line of command.split('\n')) {
    // oxlint-disable-next-line no-await-in-loop -- line by line
    await typeLine(page, line)
  }
  await expectScreen(page, (screen) => PROMPT.test(screen), `an end of: ${command}`)
}

/** Enter comes after the line is on the screen: before that the old prompt could be taken for the next one. */
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
