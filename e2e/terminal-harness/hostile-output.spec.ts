/** Limits for programs in the shell towards the browser, and accessibility of terminals. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from '../own-hosts.ts'
import { expectOnScreen, runAndExpect, startCat, terminalText, typeCommand } from '../terminal-page.ts'
import { type LocalLab, startLab, startLocalLab } from './local-lab.ts'
import { keyboardOf, rowBox } from './read-screen.ts'

let lab: LocalLab

test.beforeAll(async () => {
  lab = await startLocalLab()
})
test.afterAll(async () => {
  await lab[Symbol.asyncDispose]()
})

const base64 = (text: string) => Buffer.from(text).toString('base64')
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test('a program can write the clipboard only right after a key, and can never read it', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await startLab(page, lab)
  await page.evaluate(() => navigator.clipboard.writeText('what was there'))
  await runAndExpect(
    page,
    String.raw`clear; printf '\e]52;c;?\a'; read -t 1 -s -d '' answer; echo "got[$answer]"`,
    /^got\[\]$/m,
  )
  await typeCommand(page, String.raw`clear; sleep 6; printf '\e]52;c;${base64('too late')}\a'; echo late`)
  await expectOnScreen(page, /^late$/m)
  expect(await clipboard(page)).toBe('what was there')
  await typeCommand(page, String.raw`clear; printf '\e]52;c;${base64('from the shell')}\a'; echo soon`)
  await expectOnScreen(page, /^soon$/m)
  await expect.poll(() => clipboard(page)).toBe('from the shell')
})

test.describe(() => {
  test.use({ otherHosts: ['kubernetes.example'] })

  test('links open only web addresses, with Ctrl, and without access to this page', async ({ page, context }) => {
    await startLab(page, lab)
    await context.route('https://kubernetes.example/**', (route) => route.fulfill({ body: 'docs' }))
    await typeCommand(
      page,
      String.raw`clear; printf '\e]8;;javascript:alert(1)\e\\harmless\e]8;;\e\\\n'; echo https://kubernetes.example/docs`,
    )
    await expectOnScreen(page, /^https:\/\/kubernetes\.example\/docs$/m)
    const opened: Page[] = []
    context.on('page', (other) => opened.push(other))
    const clickOn = async (text: RegExp) => {
      const row = await rowBox(page, text)
      await page.mouse.move(row.x + 30, row.y + row.height / 2)
      await page.mouse.click(row.x + 30, row.y + row.height / 2)
    }
    await page.keyboard.down('Control')
    await clickOn(/^harmless/)
    await page.keyboard.up('Control')
    await clickOn(/^https:/)
    await page.waitForTimeout(500)
    expect(opened).toHaveLength(0)
    await page.keyboard.down('Control')
    await clickOn(/^https:/)
    await page.keyboard.up('Control')
    await expect.poll(() => opened.map((other) => other.url())).toEqual(['https://kubernetes.example/docs'])
    expect(await opened[0]?.evaluate(() => window.opener === null)).toBe(true)
  })
})

test('a title cannot change the text direction, and appears beside the fixed name of the tab', async ({ page }) => {
  await startLab(page, lab)
  await typeCommand(page, String.raw`clear; printf '\e]0;root@\u202Ebank\a'; sleep 100`)
  const tab = page.getByRole('tab', { name: 'control-plane' })
  await expect(tab).toHaveAttribute('title', 'root@bank')
})

test('axe finds no accessibility violations in the terminals, dark or light', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    if (colorScheme === 'light') await startLab(page, lab)
    await runAndExpect(
      page,
      String.raw`clear; printf '\e[31mred \e[32mgreen \e[33myellow \e[90mgrey\e[0m\n'; echo shown`,
      /^shown$/m,
    )
    const { violations } = await new AxeBuilder({ page }).include('section[aria-label="Terminals"]').analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  }
})

test('screen reader mode exposes the lines of the screen to assistive technology', async ({ page }) => {
  await startLab(page, lab)
  await page.getByRole('button', { name: 'Terminal menu' }).click()
  await page.getByRole('menuitemcheckbox', { name: /screen reader/i }).click()
  await page.keyboard.press('Escape')
  await runAndExpect(page, 'clear; echo readable-$((1+1))', /^readable-2$/m)
  await expect(page.locator('.xterm-accessibility-tree')).toContainText('readable-2')
})

test('on a phone the key bar has the missing keys', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  const page = await context.newPage()
  await page.goto(lab.url)
  await page
    .getByRole('button', { name: /start (the )?lab/i })
    .first()
    .click()
  await page.getByRole('button', { name: 'Terminal', exact: true }).click()
  await expectOnScreen(page, /[#$] *$/m)
  await startCat(page)
  const bar = page.getByRole('toolbar', { name: 'Keys' })
  for (const name of ['Escape', 'Up', 'Pipe', 'Slash', 'Hyphen']) await bar.getByRole('button', { name }).tap()
  await keyboardOf(page).press('Enter')
  await expectOnScreen(page, /^\^\[\^\[\[A\|\/-$/m)
  await bar.getByRole('button', { name: 'Control' }).tap()
  await expect(bar.getByRole('button', { name: 'Control' })).toHaveAttribute('aria-pressed', 'true')
  await page.screenshot({ path: 'test-results/terminal-phone.png' })
  await keyboardOf(page).press('c')
  await expect(bar.getByRole('button', { name: 'Control' })).toHaveAttribute('aria-pressed', 'false')
  await expectOnScreen(page, /[#$] *$/m)
  expect(await terminalText(page)).toContain('^C')
  await context.close()
})
