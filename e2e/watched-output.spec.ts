/** N26: output that a learner's shell prints does nothing in the browser of the instructor who watches. The shells are those of this machine. */
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { type KindlabServer, startKindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { expectOnScreen, runAndExpect, typeCommand } from './terminal-page.ts'

const LESSON = '/learn/the-node/hands-and-feet'

/** Replaces everything with which a page could act outside of its own document. */
async function recordActions(context: BrowserContext): Promise<void> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await context.addInitScript(() => {
    const actions: string[] = []
    const record = (owner: object, name: string) =>
      Object.defineProperty(owner, name, {
        value: () => {
          actions.push(name)
          return Promise.resolve('')
        },
      })
    for (const name of ['writeText', 'write', 'readText', 'read']) record(navigator.clipboard, name)
    for (const name of ['open', 'alert', 'confirm', 'prompt', 'print']) record(window, name)
    record(document, 'execCommand')
    record(Notification, 'requestPermission')
    Object.defineProperty(window, 'recordedActions', { value: actions })
  })
}

const actionsOf = (page: Page) => page.evaluate(() => Reflect.get(window, 'recordedActions'))

async function startWatch(page: Page, browser: Browser, server: KindlabServer): Promise<Page> {
  await page.goto(await server.printLink('demo-class'))
  await page.getByRole('main').getByRole('button').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/invite'))
  await page.goto(`${server.origin}/class`)
  await page.getByRole('link', { name: 'Demo class' }).click()
  await page.getByRole('button', { name: 'Learners and settings' }).click()
  await page.getByRole('button', { name: 'Create a link' }).click()
  const link = await page.locator('code.select-all').first().textContent()
  await page.getByRole('button', { name: 'Live' }).click()
  const context = await browser.newContext()
  await recordActions(context)
  const learner = await context.newPage()
  await learner.goto(link ?? '')
  await learner.locator('#name').fill('Mallory')
  await learner.getByRole('main').getByRole('button').click()
  await learner.goto(server.origin + LESSON)
  await learner
    .getByRole('button', { name: /start (the )?lab/i })
    .first()
    .click()
  await expectOnScreen(learner, /[#$] *$/m)
  await page.getByRole('button', { name: 'Mallory', exact: true }).click()
  await page.getByRole('button', { name: 'Watch the terminals' }).click()
  await expectOnScreen(page, /[#$] *$/m)
  return learner
}

/** Sequences with which a program asks a terminal for an answer. */
const QUERIES = [
  String.raw`\e[c\e[>c\e[=c\e[5n\e[6n\e[?6n\e[18t\e[21t\e[?1$p`,
  String.raw`\eP$qm\e\\\eP+q544e\e\\`,
  String.raw`\e]4;1;?\a\e]10;?\a\e]11;?\a\e]12;?\a\e]52;c;?\a`,
].join('')

const base64 = (text: string) => Buffer.from(text).toString('base64')

/** Output that could harm the page, or act outside of the terminal. `printf` formats of bash. */
const HARMFUL = {
  'a text for the clipboard': String.raw`\e]52;c;${base64('from the shell')}\a`,
  'a text for the selection': String.raw`\e]52;p;${base64('from the shell')}\a`,
  'a title': String.raw`\e]0;root@\u202Ebank\a\e]2;evil\a`,
  'a notification': String.raw`\e]9;evil\a\e]777;notify;evil;evil\a\e]9;4;1;50\a`,
  'a file of iTerm': String.raw`\e]1337;File=inline=1;name=${base64('evil')}:${base64('<svg onload=alert(1)>')}\a`,
  markup: String.raw`<img src=x onerror=alert(1)><script>alert(1)</script>`,
  'a link with script': String.raw`\e]8;;javascript:alert(1)\e\\harmless\e]8;;\e\\`,
  'a size of the window': String.raw`\e[8;5;20t\e[4;10;10t\e[3;0;0t\e[2t\e[9;1t`,
  'modes of the mouse and of paste': String.raw`\e[?1000h\e[?1003h\e[?1006h\e[?2004h\e[?1004h`,
}

/** Each is printed with `head -c`, a megabyte at most. */
const FLOODS = [
  String.raw`printf 'e\u0301%.0s' {1..20000}`,
  String.raw`{ printf '\e]0;'; head -c 1000000 /dev/zero | tr '\0' t; printf '\a'; }`,
  String.raw`{ printf '\ePq'; head -c 500000 /dev/zero | tr '\0' '~'; printf '\e\\'; }`,
  String.raw`printf '\e]8;id=%d;http://x/\e\\x\e]8;;\e\\' {1..20000}`,
  String.raw`head -c 300000 /dev/urandom`,
]

test('N26: hostile output of a watched shell does nothing in the browser of the instructor', async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(240_000)
  await recordActions(context)
  await using server = await startKindlabServer({ KINDLAB_PROVIDER: 'local' })
  const learner = await startWatch(page, browser, server)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('dialog', (dialog) => problems.push(dialog.message()))
  context.on('page', (other) => problems.push(other.url()))
  const [title, address] = [await page.title(), page.url()]
  const isQuiet = async (name: string) => {
    expect(await actionsOf(page), name).toEqual([])
    expect([await page.title(), page.url(), ...problems], name).toEqual([title, address])
  }

  await test.step('sequences that act outside of the terminal', async () => {
    for (const [index, [name, output]] of Object.entries(HARMFUL).entries()) {
      // A key just before: in the browser of the learner it would permit the clipboard.
      await page.locator('.xterm-helper-textarea').first().focus()
      await page.keyboard.press('x')
      await typeCommand(learner, `clear; printf '${output}'; echo; echo shown-$((${index} + 100))`)
      await expectOnScreen(page, new RegExp(`^shown-${index + 100}$`, 'm'))
      await isQuiet(name)
    }
    await expect(page.getByText('bank')).toHaveCount(0)
    // The recorder works: in the browser of the learner, the same output has copied a text.
    expect(await actionsOf(learner)).toContain('writeText')
  })

  await test.step('a link with script opens nothing, also with Ctrl, and another link nothing without Ctrl', async () => {
    const command = String.raw`clear; printf '\e[?1000l\e[?1003l${HARMFUL['a link with script']}\n'; echo http://127.0.0.1:1/link`
    await typeCommand(learner, command)
    await expectOnScreen(page, /^http:\/\/127\.0\.0\.1:1\/link$/m)
    const click = async (text: RegExp) => {
      const row = page.locator('.xterm:visible .xterm-rows > div').filter({ hasText: text }).first()
      await row.click({ position: { x: 20, y: 5 }, force: true })
    }
    await page.keyboard.down('Control')
    await click(/^harmless/)
    await page.keyboard.up('Control')
    await click(/^http:/)
    await isQuiet('links')
  })

  await test.step('a flood leaves the page alive', async () => {
    for (const [index, flood] of FLOODS.entries()) {
      const reset = String.raw`printf '\030\e\\\ec'`
      await typeCommand(learner, `clear; ${flood}; ${reset}; echo alive-$((${index} + 200))`)
      await expectOnScreen(page, new RegExp(`^alive-${index + 200}$`, 'm'), 60_000)
      await isQuiet(flood)
    }
  })

  await test.step('the terminal of the watcher answers nothing to the shell', async () => {
    const ask = `printf '${QUERIES}'; read -t 3 -s -d '' answer; clear; printf 'answered[%q]\\n' "$answer"`
    // The browser of the learner answers.
    await runAndExpect(learner, `clear; ${ask}`, /^answered\[\$'.*\?1;2c/m)
    await typeCommand(learner, `clear; sleep 4; ${ask}`)
    // Without the page of the learner, only the browser of the instructor could answer.
    await learner.goto('about:blank')
    await expectOnScreen(page, /^answered\[''\]$/m)
    await isQuiet('queries')
  })

  await page.getByRole('button', { name: 'Stop watching' }).click()
  await expect(page.getByRole('button', { name: 'Watch the terminals' })).toBeVisible()
  await learner.context().close()
})
