/** Modes that a killed program left on: at the next prompt of bash, in a shell without marks, and after a reload. */
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type BrowserContext, type Page } from '@playwright/test'
import { test } from '../own-hosts.ts'
import { expectOnScreen, openTab, runAndExpect, terminalText, typeCommand } from '../terminal-page.ts'
import { type LocalLab, startLab, startLocalLab } from './local-lab.ts'
import { focusTerminal, settledCells } from './read-screen.ts'

test.describe.configure({ mode: 'serial' })

let lab: LocalLab
let context: BrowserContext
let page: Page

test.beforeAll(async ({ browser }) => {
  lab = await startLocalLab()
  context = await browser.newContext()
  page = await context.newPage()
  await startLab(page, lab)
})
test.afterAll(async () => {
  await context.close()
  await lab[Symbol.asyncDispose]()
})

const LEAVE_MODES = String.raw`printf '\033[?1049h\033[?1003h\033[?1006h'`
/** The reports that the shell gets while the mouse moves. */
const MOUSE_REPORT = /\d+;\d+;\d+[Mm]/

async function moveMouse(): Promise<void> {
  const box = await page.locator('.xterm:visible .xterm-screen').boundingBox()
  if (box === null) throw new Error('no terminal is visible')
  for (const part of [0.2, 0.4, 0.6, 0.8]) await page.mouse.move(box.x + box.width * part, box.y + box.height * part)
}

async function reset(): Promise<void> {
  await page.getByRole('button', { name: 'Terminal menu' }).click()
  await page.getByRole('menuitem', { name: 'Reset the screen' }).click()
}

test('the next prompt of bash has no modes of the command before', async () => {
  await runAndExpect(page, 'clear; echo "sta"rt', /^start$/m)
  await typeCommand(page, LEAVE_MODES)
  await expectOnScreen(page, /^start$/m)
  await moveMouse()
  await runAndExpect(page, 'echo "fini"shed', /^finished$/m)
  expect(await terminalText(page)).not.toMatch(MOUSE_REPORT)
})

test('Reset leaves the screen and the mouse of a program that a shell without marks has lost', async () => {
  await runAndExpect(page, 'clear; echo "bef"ore; PS1="plain> " sh', /^plain> *$/m)
  await typeCommand(page, LEAVE_MODES)
  await expect.poll(() => terminalText(page)).not.toMatch(/^before$/m)
  await moveMouse()
  await expectOnScreen(page, MOUSE_REPORT)
  await reset()
  await expectOnScreen(page, /^before$/m)
  await page.keyboard.press('Control+u')
  await page.keyboard.press('Enter')
  await expectOnScreen(page, /plain>\s*$/)
  await moveMouse()
  await runAndExpect(page, 'echo "aft"er', /^after$/m)
  expect(await terminalText(page)).not.toMatch(MOUSE_REPORT)
})

test('a reload after Reset shows the same cells', async () => {
  const before = await settledCells(page)
  await page.reload()
  await expectOnScreen(page, /^after$/m)
  expect(await settledCells(page)).toEqual(before)
  await typeCommand(page, 'exit')
})

test('a killed vim leaves a prompt on the screen from before', async () => {
  await runAndExpect(page, 'clear; echo "bef"ore', /^before$/m)
  const pidFile = join(tmpdir(), `kindlab-vim-${randomUUID()}`)
  await typeCommand(page, `sh -c 'echo $$ >${pidFile}; exec vim -n -u NONE -c "set mouse=a" new-file'`)
  await expectOnScreen(page, /^~$/m)
  await page.getByRole('button', { name: 'New shell' }).click()
  await page.getByRole('menuitem', { name: /control-plane/ }).click()
  await expectOnScreen(page, /[#$] *$/m)
  await runAndExpect(page, `kill -9 $(cat ${pidFile}); rm ${pidFile}; clear; echo "kil"led`, /^killed$/m)
  await openTab(page, /control-plane$/)
  await expectOnScreen(page, /^before$/m)
  await focusTerminal(page)
  await moveMouse()
  await runAndExpect(page, 'echo "wor"ks', /^works$/m)
  expect(await terminalText(page)).not.toMatch(MOUSE_REPORT)
})
