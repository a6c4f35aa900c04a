/** A class in real browsers: an instructor and a learner with a terminal. The shells are those of this machine. */
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
