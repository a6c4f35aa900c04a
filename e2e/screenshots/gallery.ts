/** Pictures of every page and state, light and dark, on a laptop, a wide screen and a phone. No cluster is needed. */
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { endpointPath } from '#protocol/api.ts'
import { EXAM, examStates } from './exam-states.ts'
import { type LessonName, type PageState, pageStates } from './page-states.ts'
import { resultStates } from './result-states.ts'
import { playState } from './show-state.ts'

export const SIZES = {
  laptop: { width: 1366, height: 768 },
  wide: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
} as const

export interface GalleryOptions {
  browser: Browser
  origin: string
  folder: string
  lesson: LessonName
  /** Takes only pictures with this in their name, for example `home-phone-dark`. */
  only?: string | undefined
}

interface Shot {
  name: string
  path: string
  state: PageState
  /** Whether the page sends no requests to the server. */
  isStill?: true
  /** Brings the open page into the state. */
  prepare?: (page: Page) => Promise<void>
}

/** Each picture has its own browser context, without storage of earlier states. The picture is taken after fonts and answers have arrived. */
const SETTLE_MS = 1_200

export async function takeGallery({ browser, origin, folder, lesson, only = '' }: GalleryOptions): Promise<number> {
  let count = 0
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const suffix = `${size}-${colorScheme}`
      const shots = listShots(lesson).filter(({ name }) => `${name}-${suffix}`.includes(only))
      if (shots.length === 0) continue
      for (const shot of shots) {
        const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
        await takeShot(context, shot, origin, join(folder, `${shot.name}-${suffix}.png`))
        await context.close()
        count += 1
      }
    }
  }
  return count
}

function listShots(lesson: LessonName): Shot[] {
  const states = pageStates(lesson, Date.now())
  const { reading } = states
  if (reading === undefined) throw new Error('unreachable: there is always a state without a lab')
  const path = `/learn/${lesson.module}/${lesson.lesson}`
  return [
    { name: 'home', path: '/', state: reading },
    { name: 'glossary', path: '/glossary', state: reading },
    { name: 'not-found', path: '/no-such-page', state: reading, isStill: true },
    { name: 'palette', path, state: reading, prepare: openPalette },
    { name: 'palette-found', path: '/', state: reading, prepare: (page) => search(page, 'journalctl') },
    { name: 'palette-nothing', path: '/', state: reading, prepare: (page) => search(page, 'zeppelin') },
    { name: 'help', path, state: reading, prepare: (page) => page.keyboard.press('?') },
    ...Object.entries(examStates(Date.now())).map(([name, state]) => ({
      name: `exam-${name}`,
      path: `/learn/${EXAM.module}/${EXAM.lesson}`,
      state,
      prepare: toTask(name),
    })),
    ...Object.entries(resultStates(lesson, Date.now())).map(([name, state]) => ({
      name: `result-${name}`,
      path,
      state,
      prepare: toChecks,
    })),
    ...Object.entries(states).map(([name, state]) => ({ name: `lesson-${name}`, path, state, prepare: toLab(name) })),
  ]
}

/** On a narrow screen a switch shows the lab. */
function toLab(state: string) {
  return async (page: Page): Promise<void> => {
    const toTerminal = page.getByRole('button', { name: 'Terminal', exact: true })
    if (state !== 'reading' && (await toTerminal.isVisible())) await toTerminal.click()
  }
}

async function toChecks(page: Page): Promise<void> {
  const checks = page.getByRole('group', { name: /^checks/i }).first()
  await checks.evaluate((group) => group.scrollIntoView({ block: 'center' }))
}

/** The task of the state, or the evidence of a missed one. */
function toTask(state: string) {
  return async (page: Page): Promise<void> => {
    if (state === 'result') await page.getByText('Not solved').first().click()
    const current = page.getByRole('navigation', { name: 'Your tasks' }).locator('[aria-current]')
    if (['open', 'not-left', 'preparing', 'stuck'].includes(state)) await current.click()
  }
}

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('option').last().waitFor()
}

async function search(page: Page, words: string): Promise<void> {
  await openPalette(page)
  await page.keyboard.type(words)
}

async function takeShot(
  context: BrowserContext,
  { path, state, isStill, prepare }: Shot,
  origin: string,
  file: string,
) {
  const page = await context.newPage()
  await playState(page, state)
  // The page sends this request after hydration: keys and clicks before it are lost.
  const isAlive = isStill ?? page.waitForRequest(`**${endpointPath('session.read')}`)
  await page.goto(origin + path)
  await isAlive
  await page.getByText(/Asking the server/).waitFor({ state: 'hidden' })
  await prepare?.(page)
  await page.waitForTimeout(SETTLE_MS)
  await page.screenshot({ path: file })
  await page.close()
}
