/** Terminals on a touch screen: selection, links, scrolling, the key bar, and lines that are wider than the screen. */
import { expect, type BrowserContext, type CDPSession, type Page } from '@playwright/test'
import { test } from '../own-hosts.ts'
import { expectOnScreen, runAndExpect, startCat, terminalText, typeCommand } from '../terminal-page.ts'
import { type LocalLab, startLocalLab } from './local-lab.ts'
import { focusTerminal, rowBox } from './read-screen.ts'

test.describe.configure({ mode: 'serial' })

let lab: LocalLab
let context: BrowserContext
let page: Page
let fingers: CDPSession

test.beforeAll(async ({ browser }) => {
  lab = await startLocalLab()
  context = await browser.newContext({
    viewport: { width: 412, height: 839 },
    hasTouch: true,
    isMobile: true,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  page = await context.newPage()
  fingers = await context.newCDPSession(page)
  await page.goto(lab.url)
  await page.getByRole('button', { name: 'Terminal', exact: true }).tap()
  await page.getByRole('button', { name: 'Start the lab' }).tap()
  await expectOnScreen(page, /[#$] *$/m)
})
test.afterAll(async () => {
  await context.close()
  await lab[Symbol.asyncDispose]()
})

type Point = { x: number; y: number }

const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: Point[]) =>
  fingers.send('Input.dispatchTouchEvent', { type, touchPoints })

/** Moves one finger from the first point to the last, after it has rested for `restMs`. */
async function swipe(from: Point, to: Point, restMs = 0): Promise<void> {
  await touch('touchStart', from)
  await page.waitForTimeout(restMs)
  const steps = 10
  for (let step = 1; step <= steps; step += 1) {
    const part = step / steps
    await touch('touchMove', { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part })
  }
  await touch('touchEnd')
}

async function placeIn(text: string, word: string): Promise<Point> {
  const box = await rowBox(page, new RegExp(`^${text}`))
  const row = page
    .locator('.xterm:visible .xterm-rows > div')
    .filter({ hasText: new RegExp(`^${text}`) })
    .first()
  const width = await row.evaluate((element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    return range.getBoundingClientRect().width / (element.textContent?.length ?? 1)
  })
  return { x: box.x + (text.indexOf(word) + 1.5) * width, y: box.y + box.height / 2 }
}

const copied = () => page.evaluate(() => navigator.clipboard.readText())

test('a long press selects a word, the finger extends it, and Copy copies it', async () => {
  const text = 'first second third'
  await runAndExpect(page, `clear; echo ${text}`, new RegExp(`^${text}$`, 'm'))
  const second = await placeIn(text, 'second')
  await swipe(second, second, 700)
  await page.getByRole('button', { name: 'Copy', exact: true }).tap()
  expect(await copied()).toBe('second')
  await expect(page.getByRole('button', { name: 'Copy', exact: true })).toBeHidden()
  await swipe(second, await placeIn(text, 'third'), 700)
  await page.getByRole('button', { name: 'Copy', exact: true }).tap()
  expect(await copied()).toBe('second th')
})

test('a tap on a link offers it with its host', async () => {
  await runAndExpect(page, 'clear; echo https://kubernetes.io/docs', /^https:/m)
  const { x, y, height } = await rowBox(page, /^https:/)
  await page.touchscreen.tap(x + 60, y + height / 2)
  const link = page.getByRole('link', { name: 'Open kubernetes.io' })
  await expect(link).toHaveAttribute('href', 'https://kubernetes.io/docs')
  await page.touchscreen.tap(x + 60, y + height * 6)
  await expect(link).toBeHidden()
  // The row of the first link has another one now.
  await page.touchscreen.tap(x + 60, y + height / 2)
  await expect(link).toBeVisible()
  await runAndExpect(page, 'clear; echo https://example.org/docs', /^https:..example/m)
  await page.touchscreen.tap(x + 60, y + height / 2)
  await expect(page.getByRole('link', { name: 'Open example.org' })).toBeVisible()
})

test('a swipe scrolls through earlier output, and a program that fills the screen', async () => {
  await runAndExpect(page, 'clear; seq 1 300', /^300$/m)
  const low = { x: 200, y: 500 }
  const high = { x: 200, y: 200 }
  await swipe(high, low)
  await expect.poll(async () => /^300$/m.test(await terminalText(page))).toBe(false)
  await swipe(low, high)
  await expectOnScreen(page, /^300$/m)
  await typeCommand(page, 'seq 1 300 | less')
  await expectOnScreen(page, /^1$/m)
  await swipe(low, high)
  await expect.poll(async () => /^1$/m.test(await terminalText(page))).toBe(false)
  await page.keyboard.type('q')
  await expectOnScreen(page, /[#$] *$/m)
})

test('the key bar types keys that phones lack, control characters, and the clipboard', async () => {
  await startCat(page)
  await page.getByRole('button', { name: 'Escape' }).tap()
  await page.getByRole('button', { name: 'Up', exact: true }).tap()
  await page.getByRole('button', { name: 'Pipe' }).tap()
  await page.evaluate(() => navigator.clipboard.writeText('pasted'))
  await page.getByRole('button', { name: 'Paste' }).tap()
  await expectOnScreen(page, /^\^\[\^\[\[A\|pasted$/m)
  await focusTerminal(page)
  await page.getByRole('button', { name: 'Control' }).tap()
  await page.keyboard.type('c')
  await expectOnScreen(page, /[#$] *$/m)
})

test('wide lines do not wrap, scroll sideways, and follow the cursor', async () => {
  await page.getByRole('button', { name: 'Terminal menu' }).tap()
  await page.getByRole('menuitemcheckbox', { name: /wide lines/i }).tap()
  await page.keyboard.press('Escape')
  await runAndExpect(page, 'clear; tput cols', /^180$/m)
  const host = page.locator('.xterm:visible').locator('..')
  expect(await host.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth * 2)).toBe(true)
  await typeCommand(page, `clear; printf '%0150d' 7; sleep 2`)
  await expect.poll(() => host.evaluate(({ scrollLeft }) => scrollLeft)).toBeGreaterThan(400)
  await expectOnScreen(page, /^0{149}7/m)
  await expectOnScreen(page, /[#$] *$/m)
})

test('the scrollbar of the output does not cover wide lines', async () => {
  await runAndExpect(page, 'clear; seq 1 300', /^300$/m)
  const terminal = page.locator('.xterm:visible')
  for (const scrollLeft of [0, 300, 10_000]) {
    await terminal.locator('..').evaluate((host, left) => (host.scrollLeft = left), scrollLeft)
    const text = await terminal.locator('.xterm-screen').boundingBox()
    const scrollbar = await terminal.locator('.scrollbar.vertical').boundingBox()
    expect(scrollbar?.x).toBeGreaterThanOrEqual((text?.x ?? Infinity) + (text?.width ?? Infinity))
  }
})

test('the skip link shows the text', async () => {
  await page.getByRole('link', { name: 'Skip to the lesson' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
})
