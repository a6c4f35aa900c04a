/** Compositions, corrections and soft keyboards: the shell receives exactly what the learner's keyboard wrote. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type BrowserContext, type Page } from '@playwright/test'
import { test } from '../own-hosts.ts'
import { expectOnScreen, typeCommand } from '../terminal-page.ts'
import { ANDROID } from './compositions/android.ts'
import { APPLE } from './compositions/apple.ts'
import { DESKTOP } from './compositions/desktop.ts'
import { type Platform, readable } from './compositions/recorded-events.ts'
import { pretendPlatform, replay } from './compositions/replay.ts'
import { type LocalLab, startLab, startLocalLab } from './local-lab.ts'
import { focusTerminal, keyboardOf } from './read-screen.ts'

const RECORDINGS = [...ANDROID, ...APPLE, ...DESKTOP]

let lab: LocalLab
let context: BrowserContext
let folder: string

test.beforeAll(async ({ browser }) => {
  lab = await startLocalLab()
  folder = await mkdtemp(join(tmpdir(), 'kindlab-typed-'))
  context = await browser.newContext()
  const page = await context.newPage()
  await startLab(page, lab)
  await page.close()
})
test.afterAll(async () => {
  await context.close()
  await lab[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** A shell that writes each byte which it receives into a file. */
async function openRecorder(platform: Platform): Promise<{ page: Page; received: () => Promise<string> }> {
  const page = await context.newPage()
  await pretendPlatform(page, platform)
  await page.goto(lab.url)
  await page.getByRole('button', { name: 'New shell' }).click()
  await page.getByRole('menuitem', { name: /control-plane/ }).click()
  await expectOnScreen(page, /[#$] *$/m)
  const file = join(folder, platform)
  await typeCommand(page, `stty raw -echo; echo "rec"ording; cat > ${file}`)
  await expectOnScreen(page, /recording/)
  await expect.poll(() => readFile(file, 'utf8').catch(() => undefined)).toBe('')
  let before = 0
  const received = async () => {
    const text = await readFile(file, 'utf8')
    const part = text.slice(before)
    if (part.endsWith('\t')) before = text.length
    return part
  }
  return { page, received }
}

for (const platform of new Set(RECORDINGS.map((recording) => recording.platform))) {
  test(`${platform}: the shell receives the text of each recorded composition`, async () => {
    const { page, received } = await openRecorder(platform)
    for (const { name, source, steps, shell } of RECORDINGS.filter((recording) => recording.platform === platform)) {
      await test.step(name, async () => {
        await focusTerminal(page)
        await replay(keyboardOf(page), steps)
        await expect(page.locator('.xterm:visible .composition-view')).not.toHaveClass(/active/)
        // The end of each recording; it also shows that the terminal still takes keys.
        await page.keyboard.press('Tab')
        let typed = ''
        await expect.poll(async () => (typed = await received()).endsWith('\t'), `${name} (${source})`).toBe(true)
        expect.soft(readable(typed.slice(0, -1)), `${name} (${source})`).toBe(shell)
      })
    }
    await page.close()
  })
}
