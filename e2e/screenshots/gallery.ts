/** Pictures of every page and state, light and dark, on a laptop, a wide screen and a phone. No cluster is needed. */
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { ROUTES } from '#protocol/routes.ts'
import { type LessonName, type PageState, pageStates } from './page-states.ts'

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
}

interface Shot {
  name: string
  path: string
  state: PageState
}

/** Pages load their fonts and answer once; then nothing moves. */
const SETTLE_MS = 800

export async function takeGallery(options: GalleryOptions): Promise<number> {
  let count = 0
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one page at a time keeps a small machine quick
      const context = await options.browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
      const page = await context.newPage()
      for (const shot of listShots(options.lesson)) {
        const file = join(options.folder, `${shot.name}-${size}-${colorScheme}.png`)
        // oxlint-disable-next-line no-await-in-loop
        await takeShot(page, shot, options.origin, file)
        count += 1
      }
      // oxlint-disable-next-line no-await-in-loop
      await context.close()
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
    { name: 'not-found', path: '/no-such-page', state: reading },
    ...Object.entries(states).map(([name, state]) => ({ name: `lesson-${name}`, path, state })),
  ]
}

async function takeShot(page: Page, { name, path, state }: Shot, origin: string, file: string): Promise<void> {
  await page.unrouteAll()
  await page.route(`**${ROUTES.session}`, (route) =>
    state === 'unreachable' ? route.abort() : route.fulfill({ json: state }),
  )
  // A lab that is only pictured has no line to connect to.
  await page.route(`**${ROUTES.labs}/**`, (route) => route.abort())
  await page.goto(origin + path)
  const toTerminal = page.getByRole('button', { name: 'Terminal', exact: true })
  if (name.startsWith('lesson-') && name !== 'lesson-reading' && (await toTerminal.isVisible())) {
    await toTerminal.click()
  }
  await page.waitForTimeout(SETTLE_MS)
  await page.screenshot({ path: file })
}
