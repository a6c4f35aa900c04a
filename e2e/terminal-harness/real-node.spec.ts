/** Terminals on nodes of a real cluster: the screen is restored after a reload and after a restart of the server. */
import { expect, type Page } from '@playwright/test'
import { startKindlabServer, type KindlabServer } from '../kindlab-server.ts'
import { test } from '../own-hosts.ts'
import { expectGone, expectOnScreen, openTab, runAndExpect, terminalText, typeCommand } from '../terminal-page.ts'
import { focusTerminal, settledCells } from './read-screen.ts'

test.describe.configure({ mode: 'serial' })

const LESSON = '/learn/the-node/hands-and-feet'
const PROMPT = /[#$] *$/m
/** A typed command, and the prompt after its output. */
const COMMAND_AND_PROMPT = /[#$] \S[^]*\n[^\n]*[#$] *$/m
let server: KindlabServer
let page: Page

test.beforeAll(async ({ browser }) => {
  test.setTimeout(400_000)
  server = await startKindlabServer()
  page = await browser.newPage()
  await page.goto(server.origin + LESSON)
  await page
    .getByRole('button', { name: /start (the )?lab/i })
    .first()
    .click()
  await expect(page.getByRole('tab', { name: /worker/ })).toBeVisible({ timeout: 300_000 })
  await openTab(page, /worker/)
  await expectOnScreen(page, PROMPT)
})
test.afterAll(async () => {
  test.setTimeout(120_000)
  await page.getByRole('button', { name: /end (the )?lab/i }).click()
  await page.getByRole('button', { name: 'End and delete' }).click()
  await expect(page.getByRole('button', { name: /start (the )?lab/i }).first()).toBeVisible({ timeout: 90_000 })
  await page.close()
  await server[Symbol.asyncDispose]()
})

/** Programs with a constant screen, so that it can be compared. */
const PROGRAMS = [
  { start: 'vim /etc/containerd/config.toml', ready: /version/, leave: ':q!\n' },
  { start: 'less /etc/services', ready: /tcpmux/, leave: 'q' },
  { start: 'top -d 100', ready: /load average/, leave: 'q' },
  { start: 'systemd-cat -t noted uname; clear; journalctl -t noted -f', ready: /noted\[\d+\]/, leave: '\u0003' },
  {
    // Until all nodes are Ready, the watch prints changes.
    start: 'kubectl -n kube-system wait pod --all --for condition=Ready; clear; kubectl get pods -n kube-system -w',
    ready: /^kube-scheduler\S+ +1\/1/m,
    leave: '\u0003',
  },
  { start: 'watch -n 100 -t date', ready: /20\d\d/, leave: '\u0003' },
] as const

for (const [index, { start, ready, leave }] of PROGRAMS.entries()) {
  test(`${start} looks the same after a reload, cell by cell`, async () => {
    await typeCommand(page, start)
    await expectOnScreen(page, ready)
    const before = await settledCells(page)
    await page.reload()
    await expectOnScreen(page, ready)
    expect(await settledCells(page)).toEqual(before)
    await focusTerminal(page)
    if (leave === '\u0003') await page.keyboard.press('Control+c')
    else await page.keyboard.type(leave)
    await expectGone(page, index)
  })
}

/** vim redraws the file, but not the message below it. */
const fileLines = async () => (await terminalText(page)).split('\n').slice(0, -1)

test('a full-screen program is restored after a restart of the server, in the same shell', async () => {
  const [, pid] = await runAndExpect(page, 'clear; echo shell-$$', /^shell-(\d+)$/m)
  await typeCommand(page, 'vim /etc/services')
  await expectOnScreen(page, /tcpmux/)
  const before = await fileLines()
  await server.kill()
  await expect(page.getByText(/connection is cut/i)).toBeVisible()
  await server.restart()
  await expect(page.getByText(/connection is (cut|back)/i)).toBeHidden({ timeout: 20_000 })
  await expect.poll(fileLines).toEqual(before)
  await focusTerminal(page)
  await page.keyboard.type(':q!\n')
  await runAndExpect(page, `clear; test $$ = ${pid} && echo same`, /^same$/m)
})

test('a run block types nothing into a busy shell; the learner chooses, and it runs once', async () => {
  await typeCommand(page, 'clear; sleep 1000')
  await expectOnScreen(page, /^$/m)
  await page.getByRole('button', { name: 'Run in worker' }).first().click()
  await expect(page.getByText(/shell on worker is busy/i)).toBeVisible()
  expect(await terminalText(page)).not.toMatch(PROMPT)
  await page.getByRole('button', { name: /interrupt, then run/i }).click()
  await expect(page.getByText(/shell on worker is busy/i)).toBeHidden()
  await expectOnScreen(page, COMMAND_AND_PROMPT)
  const typed = (await terminalText(page)).match(/[#$] (?=\S)/g) ?? []
  expect(typed).toHaveLength(1)
})

test('a run block for the other node shows that tab and waits for its first prompt', async () => {
  await page.getByRole('button', { name: 'Run in control-plane' }).first().click()
  await expect(page.getByRole('tab', { name: /control-plane/ })).toHaveAttribute('aria-selected', 'true')
  await expectOnScreen(page, /[#$] \S/)
  await expect(page.getByText(/shell on control-plane is busy/i)).toBeHidden()
})
