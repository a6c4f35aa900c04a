/**
 * Takes pictures of a running Kindlab, for review and for the README. The server needs KINDLAB_LOCAL_ACCESS=open.
 *
 *   node e2e/take-screenshots.ts http://127.0.0.1:7000             every page and state, into .gallery.
 *
 *   node e2e/take-screenshots.ts http://127.0.0.1:7000 --only palette-found-phone
 *
 *   node e2e/take-screenshots.ts http://127.0.0.1:7000 --readme    docs/images/lesson.png, with a real lab.
 */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import playwrightConfig from '../playwright.config.ts'
import { takeGallery } from './screenshots/gallery.ts'
import { takeLabPicture } from './screenshots/lab-picture.ts'
import type { LessonName } from './screenshots/page-states.ts'

const GALLERY = '.gallery'
const README_PICTURE = 'docs/images/lesson.png'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { readme: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const origin = (positionals[0] ?? 'http://127.0.0.1:7000').replace(/\/$/, '')
const browser = await chromium.launch(playwrightConfig.use?.launchOptions)
try {
  const lesson = await firstLesson()
  if (values.readme) {
    await mkdir(dirname(README_PICTURE), { recursive: true })
    await takeLabPicture({ browser, origin, lesson, file: README_PICTURE })
    process.stdout.write(`${README_PICTURE}\n`)
  } else {
    await mkdir(GALLERY, { recursive: true })
    const count = await takeGallery({ browser, origin, lesson, folder: GALLERY, only: values.only })
    process.stdout.write(`${count} pictures in ${GALLERY}\n`)
  }
} finally {
  await browser.close()
}

/** The lesson that the home page offers. */
async function firstLesson(): Promise<LessonName> {
  const page = await browser.newPage()
  await page.goto(origin)
  const href = await page.getByRole('main').getByRole('link').first().getAttribute('href')
  await page.close()
  const [, module, lesson] = /^\/learn\/([^/]+)\/([^/]+)$/.exec(href ?? '') ?? []
  if (module === undefined || lesson === undefined) throw new Error(`${origin} offers no lesson (found ${href}).`)
  return { module, lesson }
}
