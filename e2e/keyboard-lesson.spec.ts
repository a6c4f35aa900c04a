/** The whole first lesson on a real cluster with the keyboard alone: the test never uses the mouse or sets the focus itself. */
import { expect } from '@playwright/test'
import { openHome } from './home-page.ts'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { KeyboardReader } from './keyboard-reader.ts'
import { nextStop, tabTo } from './keyboard-walk.ts'
import { test } from './own-hosts.ts'
import { expectOnScreen } from './terminal-page.ts'

/** The page as a screen reader finds it, by region. */
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

  await test.step('the home page links to the lesson, and a screen reader can navigate it', async () => {
    await openHome(page, server.origin)
    await tabTo(page, 'link', /^Start the first lesson/)
    await keyboard.press('Enter')
    await expect(page).toHaveURL(/\/learn\/the-node\/hands-and-feet$/)
    await expect(page.getByRole('banner')).toMatchAriaSnapshot(HEAD)
    await expect(page.getByRole('main')).toMatchAriaSnapshot(TEXT)
    // Before the page has removed this, it does not handle keys.
    await expect(page.getByText('Asking the server for your lab')).toHaveCount(0)
  })

  await test.step('the lab starts, and the focus moves to its pane and then to the first shell', async () => {
    await keyboard.press('Control+Alt+t')
    await expect(page.locator(':focus')).toHaveAccessibleName('Start the lab')
    await keyboard.press('Enter')
    await expect(page.getByRole('region', { name: 'Lab' })).toBeFocused()
    await expect(shell).toBeFocused({ timeout: 300_000 })
    await expectOnScreen(page, /[#$]$/m)
    await expect(page.getByRole('region', { name: 'Lab' })).toMatchAriaSnapshot(LAB)
    await expect(page.getByRole('contentinfo')).toMatchAriaSnapshot(STATUS)
  })

  await test.step('the shell gets the keys, and one shortcut moves the focus back to the text', async () => {
    await keyboard.type('echo typed-by""-hand')
    await keyboard.press('Enter')
    await expectOnScreen(page, /^typed-by-hand$/m)
    await keyboard.press('Control+Alt+t')
    await expect(page.getByRole('main')).toBeFocused()
  })

  await test.step('the keyboard reaches every run block, question, hint and answer of the text', async () => {
    const reader = new KeyboardReader(page)
    let stop = await nextStop(page)
    while (!stop.name.startsWith('Next lesson')) {
      await reader.visit(stop)
      stop = await nextStop(page)
    }
    expect(reader.blocksRun).toBe(await page.getByRole('button', { name: /^Run in / }).count())
  })

  await test.step('every step is done by keyboard, and one key opens the next lesson', async () => {
    await expect(page.getByRole('navigation', { name: 'Steps, 5 of 5 done' })).toBeVisible({ timeout: 180_000 })
    await expect(page.getByText('Right', { exact: true })).toHaveCount(5)
    await keyboard.press('Enter')
    await expect(page).toHaveURL(/\/learn\/the-node\/from-decision-to-container$/)
  })
})
