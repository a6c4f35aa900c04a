/** The whole first lesson on a real cluster with the keyboard alone: no step of this uses the mouse, or focuses anything from outside. */
import { expect } from '@playwright/test'
import { openHome } from './home-page.ts'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { KeyboardReader } from './keyboard-reader.ts'
import { nextStop, tabTo } from './keyboard-walk.ts'
import { test } from './own-hosts.ts'
import { expectOnScreen } from './terminal-page.ts'

/** What a screen reader finds, region by region. */
const HEAD = `
- banner:
  - link "Skip to the lesson"
  - link "Kindlab"
  - navigation "Lessons":
    - 'link "Next lesson: From decision to container"'
  - button "Search"
  - button "Appearance"
  - button "Help and keys"
`
const TEXT = `
- main:
  - button "Contents"
  - navigation "Steps, 0 of 5 done":
    - list:
      - listitem:
        - 'link "Step 1: Find the parts of the worker"'
  - article:
    - heading "Hands and feet" [level=1]
    - region "After this lesson you can":
      - heading "After this lesson you can" [level=2]
`
const LAB = `
- region "Lab":
  - separator "Width of text and terminal"
  - region "Terminals":
    - tablist "Terminals":
      - tab "control-plane" [selected]
      - tab "worker"
    - toolbar "Terminal tools":
      - button "New shell"
      - button "Search the output"
      - button "Commands and output"
      - button "Full screen"
      - button "Terminal menu"
      - button "Terminal help"
    - tabpanel "control-plane":
      - textbox "Terminal control-plane"
`
const STATUS = `
- contentinfo:
  - status: Ready
  - button "Cluster"
  - button "Extend"
  - button "Fresh cluster"
  - button "End lab"
`
let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

test('the first lesson, from the home page to the next lesson, by keyboard alone', async ({ page }) => {
  test.setTimeout(900_000)
  const { keyboard } = page
  const shell = page.getByRole('textbox', { name: /^Terminal / })

  await test.step('home leads into the lesson, which a screen reader finds its way in', async () => {
    await openHome(page, server.origin)
    await tabTo(page, 'link', /^Start the first lesson/)
    await keyboard.press('Enter')
    await expect(page).toHaveURL(/\/learn\/the-node\/hands-and-feet$/)
    await expect(page.getByRole('banner')).toMatchAriaSnapshot(HEAD)
    await expect(page.getByRole('main')).toMatchAriaSnapshot(TEXT)
    // As long as the page says this, nothing listens to keys yet.
    await expect(page.getByText('Asking the server for your lab')).toHaveCount(0)
  })

  await test.step('the lab starts, and the focus waits in its pane for the first shell', async () => {
    await keyboard.press('Control+Alt+t')
    await expect(page.locator(':focus')).toHaveAccessibleName('Start the lab')
    await keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Lab' })).toBeFocused()
    await expect(shell).toBeFocused({ timeout: 300_000 })
    await expectOnScreen(page, /[#$]$/m)
    await expect(page.getByRole('region', { name: 'Lab' })).toMatchAriaSnapshot(LAB)
    await expect(page.getByRole('contentinfo')).toMatchAriaSnapshot(STATUS)
  })

  await test.step('in the shell the keys are its own; one leads back to the text', async () => {
    await keyboard.type('echo typed-by""-hand')
    await keyboard.press('Enter')
    await expectOnScreen(page, /^typed-by-hand$/m)
    await keyboard.press('Control+Alt+t')
    await expect(page.getByRole('main')).toBeFocused()
  })

  await test.step('through the text: every block, question, hint and answer', async () => {
    const reader = new KeyboardReader(page)
    let stop = await nextStop(page)
    while (!stop.name.startsWith('Next lesson')) {
      // oxlint-disable-next-line no-await-in-loop -- as one reads
      await reader.visit(stop)
      // oxlint-disable-next-line no-await-in-loop
      stop = await nextStop(page)
    }
    expect(reader.blocksRun).toBe(await page.getByRole('button', { name: /^Run in / }).count())
  })

  await test.step('everything was done by it, and the lesson after this one is a key away', async () => {
    await expect(page.getByRole('navigation', { name: 'Steps, 5 of 5 done' })).toBeVisible({ timeout: 180_000 })
    await expect(page.getByText('Right', { exact: true })).toHaveCount(5)
    await keyboard.press('Enter')
    await expect(page).toHaveURL(/\/learn\/the-node\/from-decision-to-container$/)
  })
})
