/** The site without a cluster: accessibility, keyboard, all sizes, and no other hosts. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { ERRORS } from '#protocol/error-catalogue.ts'
import { openHome } from './home-page.ts'
import { startKindlabServer, type KindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { EXAM, examStates } from './screenshots/exam-states.ts'
import { type PageState, pageStates } from './screenshots/page-states.ts'
import { playState } from './screenshots/show-state.ts'

const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }
const LESSON_PATH = `/learn/${LESSON.module}/${LESSON.lesson}`
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Rules that depend on the theme. All other rules are checked in the light theme only. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']
let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

test('axe finds no problem on any page or state, in any theme', async ({ page }) => {
  test.setTimeout(900_000)
  for (const [name, state] of Object.entries(pageStates(LESSON, Date.now()))) {
    await openLesson(page, state)
    // The text beside it is the same in each state.
    await expectAccessible(page, `lesson, ${name}`, name === 'reading' ? 'body' : '#lab')
  }
  for (const path of ['/', '/glossary', '/no-such-page']) {
    await page.goto(server.origin + path)
    await expectAccessible(page, path)
  }
})

test('axe finds no problem in contents, appearance, help, palette, hints, and a run without a lab', async ({
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

test('a confirmation focuses the answer that changes nothing, and Escape returns the focus', async ({ page }) => {
  await openLesson(page, pageStates(LESSON, Date.now())['ready'])
  const trigger = page.getByRole('button', { name: 'End lab' })
  await trigger.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'End this lab?' })
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused()
  await expectAccessible(page, 'confirmation')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(trigger).toBeFocused()
})

test('the print version has the lesson and no controls', async ({ page }) => {
  await openLesson(page)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('region', { name: 'Lab' })).toBeHidden()
  await expect(page.getByRole('contentinfo')).toBeHidden()
  // Glossary terms are buttons too, and remain as words.
  await expect(page.locator('button:not([popovertarget])').filter({ visible: true })).toHaveCount(0)
})

test('with reduced motion there are no lasting animations', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openLesson(page, pageStates(LESSON, Date.now())['creating'])
  const longestMs = await page.evaluate(
    'Math.max(0, ...document.getAnimations().map((each) => Number(each.effect.getComputedTiming().activeDuration)))',
  )
  expect(longestMs).toBeLessThan(50)
})

test('the keyboard skips to the text, opens and closes help, and moves between text and lab', async ({ page }) => {
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

test('mouse and keys move the splitter between text and lab, and its position persists', async ({ page }) => {
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

test('at 400 % zoom and on a phone there is no horizontal scrolling, and a switch shows the lab', async ({ page }) => {
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

test('on a phone the text keeps its scroll position while the terminal is shown', async ({ page }) => {
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

test('the warning before the end of a lab appears again after it was hidden and typing has extended the lab', async ({
  page,
}) => {
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

test('the warning before the end of an exam appears in full screen too', async ({ page }) => {
  await openExam(page, 'last-minutes')
  await page.getByRole('button', { name: 'Full screen' }).click()
  const notice = page.getByRole('region', { name: 'Lab' }).getByText('The exam ends in less than 5 minutes.')
  await expect(notice).toBeVisible()
  // A click works only on an element that is not covered.
  await page.getByRole('button', { name: 'Hide' }).click()
  await expect(notice).toBeHidden()
})

test('a task that cannot be opened shows the reason in its place, and so does one that cannot be left', async ({
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

test('the chosen theme applies before the first paint, also on the next page', async ({ page }) => {
  await openHome(page, server.origin)
  await page.getByRole('button', { name: 'Appearance' }).click()
  await page.getByText('Dark', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.goto(server.origin + LESSON_PATH, { waitUntil: 'commit' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('pages request nothing from other hosts later either: terminal code, linked pages', async ({ page }) => {
  for (const path of ['/', '/glossary', LESSON_PATH, '/no-such-page']) {
    await page.goto(server.origin + path)
    await page.waitForLoadState('networkidle')
  }
})

test.describe(() => {
  test.use({ otherHosts: ['elsewhere.example', '127.0.0.2'] })

  test('requests to other hosts are noticed, also from a page that a test opens itself', async ({
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

/** With `state`, the test answers the session request instead of the server. */
async function openLesson(page: Page, state?: PageState): Promise<void> {
  if (state !== undefined) await playState(page, state)
  await page.goto(server.origin + LESSON_PATH)
  await expect(page.getByText(/Asking the server|Opening the terminal|Fetching the cluster/)).toHaveCount(0)
}

async function expectAccessible(page: Page, name: string, part = 'body'): Promise<void> {
  for (const theme of ['light', 'dark', 'contrast']) {
    await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme)
    await finishAnimations(page)
    // The rows belong to xterm.js; screen readers use the elements beside them.
    const builder = new AxeBuilder({ page }).include(part).exclude('.xterm')
    const chosen = theme === 'light' ? builder.withTags(STANDARDS) : builder.withRules(COLOUR_RULES)
    const { violations } = await chosen.analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    expect(found, `${name}, ${theme}`).toEqual([])
  }
}

/** Elements that fade in have less contrast until they are shown. Spinners never end, so this does not wait for them. */
async function finishAnimations(page: Page): Promise<void> {
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
    for (const animation of ending) animation.finish()
  })
}
