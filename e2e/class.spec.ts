/** A class in real browsers: an instructor and a learner with a terminal. The shells are those of this machine. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Browser, type Page } from '@playwright/test'
import { type KindlabServer, startKindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { expectOnScreen, runAndExpect, terminalText } from './terminal-page.ts'

const LESSON = '/learn/the-node/hands-and-feet'
const LEARNER = 'Zoe'

/** Opens the demo class, and creates a link for learners. */
async function openClass(page: Page, server: KindlabServer): Promise<string> {
  await page.goto(await server.printLink('demo-class'))
  await page.getByRole('main').getByRole('button').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/join') && !url.pathname.startsWith('/invite'))
  await page.goto(`${server.origin}/class`)
  await page.getByRole('link', { name: 'Demo class' }).click()
  await page.getByRole('button', { name: 'Learners and settings' }).click()
  await page.getByRole('button', { name: 'Create a link' }).click()
  const link = await page.locator('code.select-all').first().textContent()
  await page.getByRole('button', { name: 'Live' }).click()
  return link ?? ''
}

async function joinClass(browser: Browser, link: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(link)
  await page.locator('#name').fill(LEARNER)
  await page.getByRole('main').getByRole('button').click()
  await expect(page.getByRole('button', { name: 'Help', exact: true })).toBeVisible()
  return page
}

/** Opens the lesson with a running shell. */
async function startLab(page: Page, origin: string): Promise<void> {
  await page.goto(origin + LESSON)
  await page
    .getByRole('button', { name: /start (the )?lab/i })
    .first()
    .click()
  await expectOnScreen(page, /[#$] *$/m)
}

async function raiseHand(page: Page, note: string): Promise<void> {
  await page.getByRole('button', { name: 'Help', exact: true }).click()
  await page.getByLabel('What is the problem?').fill(note)
  await page.getByRole('button', { name: 'Raise your hand' }).click()
}

test('an instructor answers a raised hand, sends a message, watches, and removes a learner', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  await using server = await startKindlabServer({ KINDLAB_PROVIDER: 'local' })
  const learner = await joinClass(browser, await openClass(page, server))
  await startLab(learner, server.origin)
  const row = page.getByRole('button', { name: LEARNER, exact: true })
  await expect(row).toBeVisible()

  await test.step('the hand appears in the queue, and the answer on the page of the learner', async () => {
    await raiseHand(learner, 'Where is the kubelet?')
    await expect(page.getByText('Where is the kubelet?')).toBeVisible()
    await page.getByLabel(`Answer to ${LEARNER}`).fill('Ask systemd.')
    await page
      .locator('form', { has: page.getByLabel(`Answer to ${LEARNER}`) })
      .getByRole('button', { name: 'Send the answer' })
      .click()
    await expect(learner.getByText('Ask systemd.')).toBeVisible()
    await expect(page.getByText('Where is the kubelet?')).toBeHidden()
    await learner.getByRole('button', { name: 'Close the message' }).click()
  })

  await test.step('a message to all has a link to a step', async () => {
    await page.getByLabel('Message', { exact: true }).fill('Everyone: go to step 4')
    await page.getByRole('button', { name: 'Show to all learners' }).click()
    await expect(learner.getByText('Everyone: go to step 4')).toBeVisible()
    await learner.getByRole('button', { name: 'Close the message' }).click()
  })

  await test.step('the page of the learner shows the watch, and the instructor cannot type', async () => {
    await runAndExpect(learner, 'echo shell-$((40 + 2))', /^shell-42$/m)
    await row.click()
    await page.getByRole('button', { name: 'Watch the terminals' }).click()
    await expect(learner.getByText('watches your terminals')).toBeVisible()
    await expectOnScreen(page, /^shell-42$/m)
    const background = page.locator('.xterm-viewport').first()
    await expect(background).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)')
    await page.locator('.xterm-helper-textarea').first().focus()
    await page.keyboard.type('echo intruder\n')
    await runAndExpect(learner, 'echo shell-$((40 + 3))', /^shell-43$/m)
    await expectOnScreen(page, /^shell-43$/m)
    expect(await terminalText(learner)).not.toContain('intruder')
    await page.getByRole('button', { name: 'Stop watching' }).click()
    await expect(learner.getByText('watches your terminals')).toBeHidden()
  })

  await test.step('a restart of the server keeps the class and a raised hand', async () => {
    await raiseHand(learner, 'And now?')
    await expect(page.getByText('And now?')).toBeVisible()
    await server.kill()
    await server.restart()
    await expect(page.getByText(/connection is cut/i)).toBeHidden({ timeout: 30_000 })
    await page.reload()
    await expect(page.getByText('And now?')).toBeVisible()
    await row.click()
  })

  await test.step('a removed learner leaves the map and has no Help button', async () => {
    await page.getByRole('button', { name: 'Remove from the class' }).click()
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(row).toBeHidden()
    await expect(learner.getByRole('button', { name: /^(Help|Hand raised)$/ })).toBeHidden()
  })
  await learner.context().close()
})

const KEYS = 'Control+Shift+Backspace'

/** Opens the terminals of the learner on the page of the instructor. */
async function watchLearner(page: Page): Promise<void> {
  await page.getByRole('button', { name: LEARNER, exact: true }).click()
  await page.getByRole('button', { name: 'Watch the terminals' }).click()
  await expectOnScreen(page, /[#$] *$/m)
}

/** Types into the terminal of this page, whether or not the keys reach the shell. */
async function typeInto(page: Page, text: string): Promise<void> {
  await page.locator('.xterm:visible .xterm-helper-textarea').focus()
  await page.keyboard.type(text)
}

test('an instructor types after the yes of the learner, until the learner takes control back by a key', async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  await using server = await startKindlabServer({ KINDLAB_PROVIDER: 'local' })
  const learner = await joinClass(browser, await openClass(page, server))
  await startLab(learner, server.origin)
  await watchLearner(page)
  const ask = page.getByRole('button', { name: 'Ask to type' })
  const request = learner.getByRole('group', { name: /asks to type in your terminal/ })
  const typing = learner.getByText(/types in the terminal/)
  const shell = learner.locator('.xterm:visible .xterm-helper-textarea')

  await test.step('a request does not move the focus of the learner, and a refusal is shown to the instructor', async () => {
    await shell.focus()
    await ask.click()
    await expect(request).toBeVisible()
    await expect(shell).toBeFocused()
    await expectNoProblem(learner)
    await learner.keyboard.press(KEYS)
    await expect(request).toBeFocused()
    await learner.keyboard.press('Tab')
    await expect(learner.getByRole('button', { name: 'Refuse' })).toBeFocused()
    await learner.keyboard.press('Enter')
    await expect(page.getByText(`${LEARNER} refused.`)).toBeVisible()
    await expect(request).toBeHidden()
    await expect(shell).toBeFocused()
    await typeInto(page, 'echo refused\n')
  })

  await test.step('after a yes, the keys of the instructor reach the shell, and those of the learner do not', async () => {
    await ask.click()
    await learner.getByRole('button', { name: 'Allow' }).click()
    await expect(typing).toBeVisible()
    await expectNoProblem(learner)
    await expectNoProblem(page)
    await typeInto(page, 'echo by-$((6 * 7))\n')
    await expectOnScreen(learner, /^by-42$/m)
    await typeInto(learner, 'echo learner\n')
    await runAndExpect(page, 'echo by-$((6 * 8))', /^by-48$/m)
    expect(await terminalText(page)).not.toContain('learner')
    expect(await terminalText(learner)).not.toContain('refused')
  })

  await test.step('the learner takes control back by the key, and the keys of the instructor do nothing', async () => {
    await shell.focus()
    await learner.keyboard.press(KEYS)
    await expect(typing).toBeHidden()
    await expect(page.getByText(`${LEARNER} took control back.`)).toBeVisible()
    await typeInto(page, 'echo too-late\n')
    await runAndExpect(learner, 'echo mine-$((6 * 9))', /^mine-54$/m)
    await expectOnScreen(page, /^mine-54$/m)
    expect(await terminalText(learner)).not.toContain('too-late')
  })

  await test.step('the instructor gives back, and a restart of the server ends the take-over', async () => {
    await ask.click()
    await learner.getByRole('button', { name: 'Allow' }).click()
    await page.getByRole('button', { name: 'Give back' }).click()
    await expect(typing).toBeHidden()
    await ask.click()
    await learner.getByRole('button', { name: 'Allow' }).click()
    await expect(typing).toBeVisible()
    await server.kill()
    await server.restart()
    await expect(typing).toBeHidden()
  })
  await learner.context().close()
})

async function expectNoProblem(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}
