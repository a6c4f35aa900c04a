/** The site without a cluster: every page and state for everybody, by keyboard, at any size, from this host alone. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { ERRORS } from '#protocol/errors.ts'
import { openHome } from './home-page.ts'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { EXAM, examStates } from './screenshots/exam-states.ts'
import { type PageState, pageStates } from './screenshots/page-states.ts'
import { playState } from './screenshots/show-state.ts'

const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }
const LESSON_PATH = `/learn/${LESSON.module}/${LESSON.lesson}`
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What depends on the theme. All else is the same page, and is looked at in the light one. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']
let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

test('axe finds nothing on any page or state, in any theme', async ({ page }) => {
  test.setTimeout(900_000)
  for (const [name, state] of Object.entries(pageStates(LESSON, Date.now()))) {
    await openLesson(page, state)
    // The text beside it is the same each time.
    await expectAccessible(page, `lesson, ${name}`, name === 'reading' ? 'body' : '#lab')
  }
  for (const path of ['/', '/glossary', '/no-such-page']) {
    await page.goto(server.origin + path)
    await expectAccessible(page, path)
  }
})

test('axe finds nothing in what opens: contents, appearance, help, palette, hints, and a run without a lab', async ({
  page,
}) => {
  await openLesson(page)
  await page.getByRole('button', { name: 'Contents' }).click()
  await expectAccessible(page, 'contents')
  await page.getByRole('button', { name: 'Appearance' }).click()
  await expectAccessible(page, 'appearance')
  await page.keyboard.press('Escape')
  await page
    .getByRole('button', { name: /give me a hint/i })
    .first()
    .click()
  await page
    .getByRole('button', { name: /^run in/i })
    .first()
    .click()
  await expect(page.getByText('This runs in your own cluster.')).toBeVisible()
  await expectAccessible(page, 'hint and run')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Help' })).toBeVisible()
  await expectAccessible(page, 'help')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option', { name: /Hands and feet/ })).toBeVisible()
  await expectAccessible(page, 'palette')
  await page.keyboard.type('zeppelin')
  await expect(page.getByText(/^Nothing has/)).toBeVisible()
  await expectAccessible(page, 'palette with nothing found')
})

test('on paper there is the lesson, and nothing to press', async ({ page }) => {
  await openLesson(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('region', { name: 'Lab' })).toBeHidden()
  await expect(page.getByRole('contentinfo')).toBeHidden()
  // Words of the glossary are buttons too, and stay as words.
  await expect(page.locator('button:not([popovertarget])').filter({ visible: true })).toHaveCount(0)
})

test('whoever wants less motion gets none that lasts', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openLesson(page, pageStates(LESSON, Date.now())['creating'])
  const longestMs = await page.evaluate(
    'Math.max(0, ...document.getAnimations().map((each) => Number(each.effect.getComputedTiming().activeDuration)))',
  )
  expect(longestMs).toBeLessThan(50)
})

test('the keyboard alone skips to the text, opens help and leaves it, and moves between text and lab', async ({
  page,
}) => {
  await openLesson(page)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to the lesson' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('Control+Alt+t')
  await expect(page.getByRole('region', { name: 'Lab' }).getByRole('button', { name: 'Start the lab' })).toBeFocused()
  await page.keyboard.press('Control+Alt+t')
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1)
})

test('the line between text and lab is moved by mouse and keys, and stays where it was put', async ({ page }) => {
  await openLesson(page)
  const line = page.getByRole('separator')
  const box = await line.boundingBox()
  expect(box).not.toBeNull()
  await page.mouse.move((box?.x ?? 0) + 5, 400)
  await page.mouse.down()
  await page.mouse.move(500, 400, { steps: 4 })
  await page.mouse.up()
  await expect(line).toHaveAttribute('aria-valuenow', '37')
  await line.press('ArrowRight')
  await page.reload()
  await expect(line).toHaveAttribute('aria-valuenow', '39')
  const lab = await page.getByRole('region', { name: 'Lab' }).boundingBox()
  expect(lab?.x).toBeCloseTo(1366 * 0.39, -1)
})

test('at 400 % zoom and on a phone nothing has to be scrolled sideways, and a switch shows the lab', async ({
  page,
}) => {
  for (const size of [
    { width: 341, height: 192 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size)
    await openLesson(page)
    const widths = await page.evaluate('[document.documentElement.scrollWidth, document.documentElement.clientWidth]')
    expect(widths).toEqual([size.width, size.width])
    await page.getByRole('button', { name: 'Terminal', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Lab' })).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toBeHidden()
    await page.getByRole('button', { name: 'Text', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
})

test('on a phone the way to the terminal and back leads to where one was in the text', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openLesson(page)
  await page.getByRole('main').getByRole('heading', { level: 2 }).nth(3).scrollIntoViewIfNeeded()
  const place = await page.evaluate('window.scrollY')
  expect(place).toBeGreaterThan(844)
  await page.getByRole('button', { name: 'Terminal', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Lab' })).toBeVisible()
  expect(await page.evaluate('window.scrollY')).toBe(0)
  await page.getByRole('button', { name: 'Text', exact: true }).click()
  expect(await page.evaluate('window.scrollY')).toBe(place)
})

test('that the lab ends soon is told again after it was hidden and typing has extended the lab', async ({ page }) => {
  await openLesson(page, pageStates(LESSON, Date.now())['last-minutes'])
  const notice = page.getByRole('region', { name: 'Lab' }).getByText('The lab ends in less than 10 minutes.')
  await expect(notice).toBeVisible()
  await page.getByRole('button', { name: 'Hide' }).click()
  await expect(notice).toBeHidden()
  const shell = page.locator('.xterm-helper-textarea').first()
  await shell.press('a')
  await expect(page.getByRole('contentinfo')).not.toContainText('The lab ends')
  await shell.press('b')
  await expect(notice).toBeVisible()
})

test('that an exam ends soon is told in full screen too', async ({ page }) => {
  await openExam(page, 'last-minutes')
  await page.getByRole('button', { name: 'Full screen' }).click()
  const notice = page.getByRole('region', { name: 'Lab' }).getByText('The exam ends in less than 5 minutes.')
  await expect(notice).toBeVisible()
  // Only what nothing covers can be pressed.
  await page.getByRole('button', { name: 'Hide' }).click()
  await expect(notice).toBeHidden()
})

test('a task that was not opened says why where it was asked for, and one that could not be left says so too', async ({
  page,
}) => {
  await openExam(page, 'open')
  const tasks = page.getByRole('group', { name: /^Asked: / })
  const told = tasks.getByRole('alert').filter({ hasText: /./ })
  const another = tasks.filter({ has: page.getByRole('button', { name: /^Leave task/ }) }).last()
  await another.getByRole('button').click()
  await expect(another.getByRole('alert')).toContainText(ERRORS['server.unreachable'].message)
  await expect(told).toHaveCount(1)
  await openExam(page, 'not-left')
  const open = tasks.filter({ hasText: 'Open now.' })
  await expect(open.getByRole('alert')).toContainText(ERRORS['exec.timeout'].message)
  await expect(told).toHaveCount(1)
})

test('a chosen theme is there before anything is painted, also on the next page', async ({ page }) => {
  await openHome(page, server.origin)
  await page.getByRole('button', { name: 'Appearance' }).click()
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.goto(server.origin + LESSON_PATH, { waitUntil: 'commit' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('pages ask for nothing late either: the code for terminals, the pages that are linked', async ({ page }) => {
  for (const path of ['/', '/glossary', LESSON_PATH, '/no-such-page']) {
    await page.goto(server.origin + path)
    await page.waitForLoadState('networkidle')
  }
})

test.describe(() => {
  test.use({ otherHosts: ['elsewhere.example', '127.0.0.2'] })

  test('what a page asks of another host is seen, also of a page that a test opens itself', async ({
    browser,
    foreignRequests,
  }) => {
    const asked = 'http://elsewhere.example/page'
    const socket = 'ws://127.0.0.2/socket'
    const body = `<script>new WebSocket('${socket}')</script>`
    const context = await browser.newContext()
    await context.route(asked, (route) => route.fulfill({ contentType: 'text/html', body }))
    const page = await context.newPage()
    await page.goto(asked)
    await expect.poll(() => [...foreignRequests]).toEqual([asked, socket])
    await context.close()
  })
})

async function openExam(page: Page, name: string): Promise<void> {
  const state = examStates(Date.now())[name]
  if (state === undefined) throw new Error(`There is no state ${name} of an exam.`)
  await playState(page, state)
  await page.goto(`${server.origin}/learn/${EXAM.module}/${EXAM.lesson}`)
  await expect(page.getByRole('region', { name: 'Terminals' })).toBeVisible()
}

/** With `state`, the session is answered here instead of by the server. */
async function openLesson(page: Page, state?: PageState): Promise<void> {
  if (state !== undefined) await playState(page, state)
  await page.goto(server.origin + LESSON_PATH)
  await expect(page.getByText(/Asking the server|Opening the terminal|Fetching the cluster/)).toHaveCount(0)
}

async function expectAccessible(page: Page, name: string, part = 'body'): Promise<void> {
  for (const theme of ['light', 'dark', 'contrast']) {
    await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme)
    await finishAnimations(page)
    // The rows of the emulator are its makers'; what a screen reader gets of a terminal is beside them.
    const builder = new AxeBuilder({ page }).include(part).exclude('.xterm')
    const chosen = theme === 'light' ? builder.withTags(STANDARDS) : builder.withRules(COLOUR_RULES)
    const { violations } = await chosen.analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    expect(found, `${name}, ${theme}`).toEqual([])
  }
}

/** What is still fading in has less contrast than what one gets to read. Spinners have no end, and stay as they are. */
async function finishAnimations(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
    for (const animation of ending) animation.finish()
  })
}
