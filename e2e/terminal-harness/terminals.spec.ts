/** Terminals on shells of this machine: screen, input, and interrupted connections. */
import { expect, type BrowserContext, type Page } from '@playwright/test'
import { test } from '../own-hosts.ts'
import { expectGone, expectOnScreen, runAndExpect, startCat, terminalText, typeCommand } from '../terminal-page.ts'
import { type LocalLab, startLab, startLocalLab } from './local-lab.ts'
import { focusTerminal, keyboardOf, rowBox, settledCells } from './read-screen.ts'

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
test.beforeEach(async () => {
  lab.proxy.restore()
  await page.bringToFront()
})

const reload = async () => {
  await page.reload()
  await expectOnScreen(page, /\S/)
}

test('the first prompt has the size of the pane', async () => {
  await page.getByRole('button', { name: 'New shell' }).click()
  await page.getByRole('menuitem', { name: /control-plane/ }).click()
  await expectOnScreen(page, /[#$] *$/m)
  const [, rows, cols] = await runAndExpect(page, 'stty size', /^(\d+) (\d+)$/m)
  expect(Number(cols)).toBeGreaterThan(40)
  expect(Number(rows)).toBe(await page.locator('.xterm:visible .xterm-rows > div').count())
  await page.getByRole('button', { name: 'Terminal menu' }).click()
  await page.getByRole('menuitem', { name: /close control-plane 2/i }).click()
  await expect(page.getByRole('tab')).toHaveCount(1)
})

test('vim, less and top look the same after a reload, cell by cell, in the same shell', async () => {
  const [, pid] = await runAndExpect(page, 'clear; echo shell-$$', /^shell-(\d+)$/m)
  const programs = [
    {
      start: 'vim -u NONE --cmd "set mouse=a number hlsearch" +/root /etc/passwd',
      ready: /root:x:0:0/,
      leave: ':q!\n',
    },
    { start: 'less -N /etc/services', ready: /^ +1 /m, leave: 'q' },
    { start: 'top -d 100', ready: /load average/, leave: 'q' },
  ]
  for (const [index, { start, ready, leave }] of programs.entries()) {
    await typeCommand(page, start)
    await expectOnScreen(page, ready)
    const before = await settledCells(page)
    await reload()
    await expectOnScreen(page, ready)
    expect(await settledCells(page), start).toEqual(before)
    await focusTerminal(page)
    await page.keyboard.type(leave)
    await expectGone(page, index)
  }
  await runAndExpect(page, `clear; test $$ = ${pid} && echo same`, /^same$/m)
})

test('a reload types nothing into the shell, although its output holds queries', async () => {
  await typeCommand(
    page,
    String.raw`clear; printf '\e[c\e[6n\e[>c\e]11;?\a\eP$qm\e\\\e[?2004$p\e[5n'; read -s -d n; clear; echo ready; cat -v`,
  )
  await expectOnScreen(page, /^ready$/m)
  for (let round = 0; round < 3; round += 1) await reload()
  await expectOnScreen(page, /^ready$/m)
  expect(await terminalText(page)).not.toContain('^[')
  await focusTerminal(page)
  await page.keyboard.press('Control+c')
  await expectOnScreen(page, /[#$] *$/m)
})

test('input during the connection of a reloaded page arrives completely', async () => {
  for (const number of [41, 42, 43]) {
    await page.reload({ waitUntil: 'commit' })
    await keyboardOf(page).focus()
    await page.keyboard.type(`clear; echo "whole $((${number} + 100))"`)
    await page.keyboard.press('Enter')
    await expectOnScreen(page, new RegExp(`^whole ${number + 100}$`, 'm'))
  }
})

test('a cut connection is shown, keys are visibly dropped, and no output is lost or repeated', async () => {
  await typeCommand(page, 'clear; for n in $(seq 1 120); do printf "n$n,"; sleep 0.02; done; echo; echo counted')
  await expectOnScreen(page, /n20,/)
  lab.proxy.cut()
  await expect(page.getByText(/connection is cut/i)).toBeVisible()
  await focusTerminal(page)
  await page.keyboard.type('lost')
  await expect(page.getByText(/what you typed was not sent/i)).toBeVisible()
  await page.screenshot({ path: 'test-results/terminal-cut.png' })
  lab.proxy.restore()
  await expect(page.getByText(/connection is (cut|back)/i)).toBeHidden()
  await expectOnScreen(page, /^counted$/m)
  const numbers = (await terminalText(page)).replaceAll('\n', '').match(/n\d+,/g) ?? []
  expect(numbers.map((text) => Number.parseInt(text.slice(1), 10))).toEqual(
    Array.from({ length: 120 }, (_, index) => index + 1),
  )
  await runAndExpect(page, 'echo back', /^back$/m)
  expect(await terminalText(page)).not.toContain('lost')
})

test('the page detects a silent network and reconnects by itself', async () => {
  await typeCommand(page, 'clear; echo before')
  lab.proxy.silence()
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await expect(page.getByText(/connection is cut/i)).toBeVisible()
  lab.proxy.restore()
  await expect(page.getByText(/connection is (cut|back)/i)).toBeHidden({ timeout: 20_000 })
  await runAndExpect(page, 'echo after-silence', /^after-silence$/m)
})

test('a second page takes control, the first watches with the size of the other, and takes it back', async () => {
  const other = await context.newPage()
  await other.setViewportSize({ width: 1100, height: 600 })
  await other.goto(lab.url)
  // Before its screen is there, the page drops keys.
  await expectOnScreen(other, /\S/)
  await runAndExpect(other, 'clear; stty size; echo from-the-second', /^from-the-second$/m)
  await expect(page.getByText(/you are watching/i)).toBeVisible()
  await expectOnScreen(page, /^from-the-second$/m)
  await page.bringToFront()
  await focusTerminal(page)
  await page.keyboard.type('nobody hears this')
  await page.screenshot({ path: 'test-results/terminal-watching.png' })
  expect(await terminalText(page)).not.toContain('nobody')
  await page.getByRole('button', { name: /take control/i }).click()
  await expect(page.getByText(/you are watching/i)).toBeHidden()
  await runAndExpect(page, 'echo mine-again', /^mine-again$/m)
  await expect(other.getByText(/you are watching/i)).toBeVisible()
  await other.close()
})

test('the end of a shell shows its exit code, and a new one starts on request', async () => {
  const [, first] = await runAndExpect(page, 'clear; echo shell-$$', /^shell-(\d+)$/m)
  await typeCommand(page, 'exit 7')
  await expect(page.getByText(/exit code 7/)).toBeVisible()
  await page.screenshot({ path: 'test-results/terminal-exited.png' })
  await page.getByRole('button', { name: /start a new shell/i }).click()
  await expect(page.getByText(/exit code 7/)).toBeHidden()
  await expect(keyboardOf(page)).toBeFocused()
  await expectOnScreen(page, /[#$]\s*$/)
  const [, second] = await runAndExpect(page, 'clear; echo shell-$$', /^shell-(\d+)$/m)
  expect(second).not.toBe(first)
})

test('pasted text cannot leave its paste brackets', async () => {
  await startCat(page)
  await page.evaluate(() => navigator.clipboard.writeText('one\u001B[201~two\u0003\nthree é 漢 👩'))
  await page.keyboard.press('Control+Shift+V')
  await expectOnScreen(page, /three é 漢 *👩/)
  expect(await terminalText(page)).toMatch(/one\[201~two/)
  await page.keyboard.press('Control+c')
})

test('Ctrl+C copies a selection, and interrupts without one', async () => {
  await typeCommand(page, 'clear; echo copy-this-word; sleep 100')
  await expectOnScreen(page, /^copy-this-word$/m)
  const row = await rowBox(page, /^copy-this-word/)
  await page.mouse.dblclick(row.x + 20, row.y + row.height / 2)
  await page.keyboard.press('Control+c')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('copy-this-word')
  await page.keyboard.press('Control+c')
  await runAndExpect(page, 'echo interrupted', /^interrupted$/m)
})

test('[WCAG 2.1.2] Ctrl+M lets Tab leave the terminal, and reports it', async () => {
  await focusTerminal(page)
  await page.keyboard.press('Tab')
  await expect(keyboardOf(page)).toBeFocused()
  await page.keyboard.press('Control+m')
  await expect(page.getByText(/tab leaves the terminal/i)).toBeVisible()
  await page.keyboard.press('Shift+Tab')
  await expect(keyboardOf(page)).not.toBeFocused()
  await focusTerminal(page)
  await page.keyboard.press('Control+m')
})

test('the cursor does not blink during typing, and blinks afterwards', async () => {
  await focusTerminal(page)
  await page.evaluate(() => {
    addEventListener(
      'keydown',
      () =>
        requestAnimationFrame(() => {
          const [cursor] = document.querySelectorAll('.xterm-cursor')
          if (cursor !== undefined) document.body.dataset['cursor'] = getComputedStyle(cursor).animationName
        }),
      { once: true, capture: true },
    )
  })
  await page.keyboard.press('x')
  await expect(page.locator('body')).toHaveAttribute('data-cursor', 'none')
  const cursor = page.locator('.xterm:visible .xterm-cursor')
  await expect(cursor).not.toHaveCSS('animation-name', 'none')
  await page.keyboard.press('Control+u')
})

test('tabs: new shells, arrows between them, Delete closes, and a reload finds them', async () => {
  await page.getByRole('button', { name: 'New shell' }).click()
  await page.getByRole('menuitem', { name: /control-plane/ }).click()
  await expect(page.getByRole('tab')).toHaveCount(2)
  await runAndExpect(page, 'echo second-$((40+2))', /^second-42$/m)
  await page.getByRole('tab', { name: 'control-plane 2' }).press('ArrowLeft')
  await expect(page.getByRole('tab', { name: 'control-plane', exact: true })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tab', { name: 'control-plane 2' })).toHaveAttribute('aria-selected', 'true')
  await reload()
  await expectOnScreen(page, /^second-42$/m)
  await page.getByRole('tab', { name: 'control-plane 2' }).press('Delete')
  await expect(page.getByRole('tab')).toHaveCount(1)
})

test('search finds in the output, and Escape gives the keys back', async () => {
  await runAndExpect(page, 'clear; seq 1 300', /^300$/m)
  await focusTerminal(page)
  await page.keyboard.press('Control+Shift+F')
  await page.keyboard.type('123')
  await expect(page.getByText('1 of 1')).toBeVisible()
  await expectOnScreen(page, /^123$/m)
  await page.screenshot({ path: 'test-results/terminal-search.png' })
  await page.keyboard.press('Escape')
  await expect(keyboardOf(page)).toBeFocused()
})

test('a larger font changes the size of the shell', async () => {
  const [, before] = await runAndExpect(page, 'clear; echo before $(stty size)', /^before \d+ (\d+)$/m)
  await page.getByRole('button', { name: 'Terminal menu' }).click()
  for (let step = 0; step < 4; step += 1) await page.getByRole('menuitem', { name: /larger text/i }).click()
  await page.keyboard.press('Escape')
  const [, after] = await runAndExpect(page, 'clear; echo after $(stty size)', /^after \d+ (\d+)$/m)
  expect(Number(after)).toBeLessThan(Number(before))
})

test('after a crash of the server the page reconnects, and reports that shells of this machine have ended', async () => {
  await lab.server.kill()
  await expect(page.getByText(/connection is cut/i)).toBeVisible()
  await lab.server.restart()
  // The server reports a sandbox as gone after it was missing for half a minute.
  await expect(page.getByText('The cluster is gone')).toBeVisible({ timeout: 120_000 })
  await expect(page.getByText(/connection is (cut|back)/i)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Start the lab again' })).toBeVisible()
})
