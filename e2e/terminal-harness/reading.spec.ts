/** Terminals besides typing: text view, copying an output, recording, full screen, and its own window. */
import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type BrowserContext, type Page } from '@playwright/test'
import { test } from '../own-hosts.ts'
import { expectOnScreen, runAndExpect, startCat, terminalText } from '../terminal-page.ts'
import { type LocalLab, startLab, startLocalLab } from './local-lab.ts'
import { focusTerminal, keyboardOf } from './read-screen.ts'

test.describe.configure({ mode: 'serial' })

let lab: LocalLab
let context: BrowserContext
let page: Page

test.beforeAll(async ({ browser }) => {
  lab = await startLocalLab()
  context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  page = await context.newPage()
  await startLab(page, lab)
})
test.afterAll(async () => {
  await context.close()
  await lab[Symbol.asyncDispose]()
})
test.beforeEach(() => page.bringToFront())

const menu = async (item: RegExp) => {
  await page.getByRole('button', { name: 'Terminal menu' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('Alt+F2 lists commands with exit codes and outputs, and copies one output', async () => {
  await runAndExpect(page, 'seq 3; false', /^3$/m)
  await runAndExpect(page, 'echo "second $((40 + 2))"', /^second 42$/m)
  await focusTerminal(page)
  await page.keyboard.press('Alt+F2')
  const dialog = page.getByRole('dialog', { name: 'Commands and output' })
  const [newest, older] = [dialog.getByRole('listitem').nth(0), dialog.getByRole('listitem').nth(1)]
  await expect(newest.getByRole('heading')).toHaveText('echo "second $((40 + 2))"')
  await expect(newest).toContainText('exit code 0')
  await expect(newest.getByLabel('Output')).toHaveText('second 42')
  await expect(older).toContainText('exit code 1')
  await older.getByRole('button', { name: 'Copy output' }).click()
  await expect(older.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('1\n2\n3')
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.screenshot({ path: 'test-results/terminal-commands.png' })
  await page.keyboard.press('Escape')
  await expect(keyboardOf(page)).toBeFocused()
})

test('after a reload the list starts again, with the right command', async () => {
  await page.reload()
  await expectOnScreen(page, /^second 42$/m)
  await runAndExpect(page, 'echo after-$((1 + 1))', /^after-2$/m)
  await page.getByRole('button', { name: 'Commands and output' }).click()
  const commands = page.getByRole('dialog', { name: 'Commands and output' }).getByRole('heading', { level: 3 })
  await expect(commands).toHaveText(['echo after-$((1 + 1))'])
  await page.keyboard.press('Escape')
})

test('a recording is off by default, shows that it is on, and plays in a terminal without input', async () => {
  await expect(page.getByText(/being recorded/i)).toBeHidden()
  await runAndExpect(page, 'clear; echo here-$((6 * 7))', /^here-42$/m)
  await menu(/record this terminal/i)
  await expect(page.getByText(/being recorded/i)).toBeVisible()
  await page.screenshot({ path: 'test-results/terminal-recording.png' })
  await runAndExpect(page, 'echo "password: hunter2222"; echo saw-$((2 * 21))', /^saw-42$/m)
  await page.getByRole('button', { name: 'Stop recording' }).click()

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^kindlab-.*\.cast$/)
  const [header, ...events] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n').map(parseJson)
  expect(header).toMatchObject({ version: 3, term: { type: 'xterm-256color' } })
  const codes = events.map((event) => (Array.isArray(event) ? String(event[1]) : ''))
  // The notice of the recording takes a row, so the size changes too. There is no input.
  expect(new Set(codes)).toEqual(new Set(['o', 'r', 'm']))
  const text = JSON.stringify(events)
  expect(text).toContain('here-42')
  expect(text).not.toContain('hunter2222')
  expect(text).not.toContain('nonce')

  await page.getByRole('button', { name: 'Play' }).click()
  const player = page.getByRole('dialog', { name: 'Recording' })
  await player.getByRole('button', { name: 'Play' }).click()
  await expect(player.locator('.xterm-rows')).toContainText('saw-42')
  // A layer above the rows receives the pointer.
  await player.locator('.xterm-screen').click({ force: true })
  await page.keyboard.type('nobody takes this')
  await page.screenshot({ path: 'test-results/terminal-player.png' })
  await player.getByRole('slider', { name: 'Position' }).fill('0')
  await expect(player.locator('.xterm-rows')).not.toContainText('saw-42')
  await page.keyboard.press('Escape')
  expect(await terminalText(page)).not.toContain('nobody')
  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('button', { name: 'Download' })).toBeHidden()
})

test('full screen shows only the terminal, Escape goes to the shell, and the button leaves full screen', async () => {
  const before = await page.getByRole('region', { name: 'Terminals' }).boundingBox()
  await page.getByRole('button', { name: 'Full screen' }).click()
  const box = await page.getByRole('region', { name: 'Terminals' }).boundingBox()
  const viewport = await page.evaluate(() => [innerWidth, innerHeight])
  expect([box?.width, box?.height]).toEqual(viewport)
  await startCat(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expectOnScreen(page, /^\^\[$/m)
  await page.keyboard.press('Control+c')
  await page.screenshot({ path: 'test-results/terminal-full.png' })
  await page.getByRole('button', { name: 'Leave full screen' }).click()
  await expect
    .poll(async () => (await page.getByRole('region', { name: 'Terminals' }).boundingBox())?.width)
    .toBe(before?.width)
})

test('a terminal window shows the same shell and takes control; the lesson watches and can take it back', async () => {
  const [, pid] = await runAndExpect(page, 'clear; echo shell-$$', /^shell-(\d+)$/m)
  const opening = context.waitForEvent('page')
  await menu(/window of its own/i)
  const window = await opening
  await expect(window).toHaveTitle(/^Terminal/)
  await runAndExpect(window, `clear; test $$ = ${pid} && echo same`, /^same$/m)
  await window.screenshot({ path: 'test-results/terminal-window.png' })
  await expect(page.getByText(/you are watching/i)).toBeVisible()
  await window.close()
  await page.getByRole('button', { name: /take control/i }).click()
  await runAndExpect(page, 'echo mine-$((1 + 1))', /^mine-2$/m)
})

function parseJson(line: string): unknown {
  return JSON.parse(line)
}
