/** States of a lesson page that learners reported as wrong or unclear. The answers of the server are fake, so no cluster is needed. */
import { expect, type Page } from '@playwright/test'
import { endpointPath } from '#protocol/api.ts'
import { type KindlabServer, startKindlabServer } from './kindlab-server.ts'
import { test } from './own-hosts.ts'
import { EXAM, examStates } from './screenshots/exam-states.ts'
import { type PageState, pageStates } from './screenshots/page-states.ts'
import { resultStates } from './screenshots/result-states.ts'
import { playState } from './screenshots/show-state.ts'

const LESSON = { module: 'the-node', lesson: 'hands-and-feet' }
const PHONE = { width: 390, height: 844 }
let server: KindlabServer

test.beforeAll(async () => {
  server = await startKindlabServer()
})
test.afterAll(async () => {
  await server[Symbol.asyncDispose]()
})

async function show(page: Page, state: PageState | undefined): Promise<void> {
  if (state === undefined) throw new Error('the page has no such state')
  await playState(page, state)
  await page.goto(`${server.origin}/learn/${LESSON.module}/${LESSON.lesson}`)
}

const labState = (name: string) => pageStates(LESSON, Date.now())[name]
const resultState = (name: string) => resultStates(LESSON, Date.now())[name]
const checksOf = (page: Page) => page.getByRole('group', { name: /^checks/i }).first()

const NOTES = [
  { name: 'current', note: undefined, state: 'met', line: 'Met: ' },
  {
    name: 'changed',
    note: /Checked before .*; the cluster can have changed since/,
    state: 'met',
    line: 'at the last check',
  },
  { name: 'earlier-met', note: /Result of an earlier cluster/, state: 'pending', line: 'Met in an earlier cluster' },
  { name: 'earlier-unmet', note: /Result of an earlier cluster/, state: 'pending', line: 'Not met in an earlier' },
  { name: 'fresh-cluster', note: /Result of an earlier cluster/, state: 'pending', line: 'Met in an earlier cluster' },
  { name: 'done-before', note: /You did this step in an earlier cluster/, state: 'unmet', line: 'Not met: ' },
] as const

for (const { name, note, state, line } of NOTES) {
  test(`the box of a step shows how old its results are: ${name}`, async ({ page }) => {
    await show(page, resultState(name))
    const checks = checksOf(page)
    await expect(checks).toHaveAttribute('data-state', state)
    await expect(checks.locator('output').first()).toContainText(line)
    if (note === undefined) await expect(checks).not.toContainText(/earlier|before/)
    else await expect(checks).toContainText(note)
    // Reasons are about the cluster as it is now.
    await expect(checks.getByText('Expected')).toHaveCount(name === 'done-before' ? 1 : 0)
  })
}

test('the tick of a step stays after the end of its lab, and no result counts as current', async ({ page }) => {
  await show(page, resultState('earlier-met'))
  await expect(page.getByRole('link', { name: /^Step 1: .*, done$/ })).toBeVisible()
  await expect(checksOf(page)).toContainText('Step done')
  await expect(checksOf(page).getByRole('button', { name: 'Start the lab' })).toHaveCount(0)
})

test('a check that could not run says so, and shows no empty box', async ({ page }) => {
  await show(page, resultState('not-run'))
  await expect(checksOf(page)).toContainText('The check could not be run.')
  await expect(checksOf(page).locator('dl')).toHaveCount(0)
})

test('the solution of a step that is done with it stays readable', async ({ page }) => {
  await show(page, resultState('helped'))
  const json = { node: 'worker', text: 'pgrep -x kubelet > /root/kubelet-pid' }
  await page.route(`**${endpointPath('solution.read', { id: 'lab' })}`, (route) => route.fulfill({ json }))
  await expect(checksOf(page)).toHaveAttribute('data-state', 'met')
  await checksOf(page).getByRole('button', { name: 'Show the solution' }).click()
  await expect(checksOf(page).getByText(json.text)).toBeVisible()
  await expect(checksOf(page).getByRole('button', { name: 'Run it for me' })).toHaveCount(0)
})

test('a node that is gone is named, with the button for a fresh cluster', async ({ page }) => {
  await show(page, labState('node-gone'))
  const notice = page.getByRole('alert').filter({ hasText: 'A node of your cluster is gone.' })
  await notice.getByRole('button', { name: 'Fresh cluster' }).click()
  await expect(page.getByRole('button', { name: 'Delete and start fresh' })).toBeVisible()
  await expect(page.getByRole('contentinfo').getByText('A node is gone')).toBeVisible()
})

test('a run block of a lab that is kept offers to resume it', async ({ page }) => {
  await show(page, labState('kept'))
  await page
    .getByRole('main')
    .getByRole('button', { name: /^Run in/ })
    .first()
    .click()
  await expect(page.getByRole('main').getByText('It is kept for later.').first()).toBeVisible()
  await expect(page.getByRole('main').getByRole('button', { name: 'Resume' }).first()).toBeVisible()
})

test('while the API server is down the cluster view invents no address, and explains its marks', async ({ page }) => {
  await show(page, labState('cluster-api-down'))
  const lab = page.getByRole('region', { name: 'Lab' })
  await expect(lab.getByText('not known').first()).toBeVisible()
  await expect(lab.getByText('no address')).toHaveCount(0)
  await expect(lab.getByText('pause container', { exact: true })).toBeVisible()
})

test('when the exam begins, its first task is on the screen', async ({ page }) => {
  const { waiting, preparing } = examStates(Date.now())
  const [before, after] = [waiting?.line?.lab, preparing?.line?.lab]
  if (waiting?.line === undefined || before === undefined || after?.state !== 'ready') throw new Error('no such state')
  const first = after.drawn?.[0] ?? ''
  // The new state of the lab arrives after the answer to the request.
  await playState(page, { ...waiting, line: { ...waiting.line, typed: [after] } })
  await page.route(`**${endpointPath('exam.open', { id: 'lab' })}`, (route) =>
    route.fulfill({ status: 202, json: before }),
  )
  await page.goto(`${server.origin}/learn/${EXAM.module}/${EXAM.lesson}`)
  await page.getByRole('button', { name: 'Begin the exam' }).click()
  await page.locator('.xterm:visible .xterm-helper-textarea').focus()
  await page.keyboard.type('x')
  await expect(page.locator(`#${first}`).getByRole('heading')).toBeInViewport()
})

test.describe('on a phone', () => {
  test.use({ viewport: PHONE })

  test('the buttons of the lab have words', async ({ page }) => {
    await show(page, labState('ready'))
    const bar = page.getByRole('contentinfo')
    for (const name of ['Extend', 'Fresh cluster', 'Keep for later', 'End lab']) {
      const box = await bar.getByText(name, { exact: true }).boundingBox()
      expect(box?.width, name).toBeGreaterThan(30)
      expect((box?.x ?? 0) + (box?.width ?? 0), name).toBeLessThanOrEqual(PHONE.width)
    }
  })

  test('a diagram that is wider than the screen says that it scrolls', async ({ page }) => {
    await page.goto(`${server.origin}/learn/node-status/notready-clinic`)
    const figure = page
      .locator('figure')
      .filter({ has: page.locator('[data-more]') })
      .first()
    await expect(figure.getByText('(scroll sideways to see all of it)')).toBeVisible()
  })
})
