/** Walks through a page with the Tab key, and checks that each stop is visible. */
import { expect, type Page } from '@playwright/test'

/** The focused element as a screen reader announces it. A scrollable box has neither role nor name. */
export interface Stop {
  role: string
  name: string
}

/** More stops than any page has. */
const MOST_STOPS = 300

/** Presses Tab once, and checks that the focused element has a visible mark and is not covered. */
export async function nextStop(page: Page): Promise<Stop> {
  await page.keyboard.press('Tab')
  const stop = await currentStop(page)
  expect(await page.evaluate(findHidden), `${stop.role} “${stop.name}” has the focus`).toBeUndefined()
  return stop
}

export async function tabTo(page: Page, role: string, name: RegExp): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    const stop = await nextStop(page)
    if (stop.role === role && name.test(stop.name)) return
  }
  throw new Error(`no ${role} ${name} within ${MOST_STOPS} presses of Tab`)
}

async function currentStop(page: Page): Promise<Stop> {
  const focused = page.locator(':focus')
  if ((await focused.count()) === 0) return { role: 'none', name: '' }
  const snapshot = await focused.ariaSnapshot()
  const [, role = '', name = ''] = /^- '?(\w+)(?: "((?:[^"\\]|\\.)*)")?/.exec(snapshot) ?? []
  return { role, name: name.replaceAll("''", "'") }
}

/** Runs in the page. Returns why the focus is not visible; undefined if it is. */
function findHidden(): string | undefined {
  const { activeElement } = document
  if (activeElement === null || activeElement === document.body) return undefined
  // A label can draw its radio button, and a child can draw a separator.
  const label = activeElement.closest('label')
  const marks = [activeElement, ...(label === null ? [] : [label])].map((element) => getComputedStyle(element))
  const isPainted = getComputedStyle(activeElement, '::after').backgroundImage !== 'none'
  const isMarked = marks.some(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && outlineWidth !== '0px')
  if (!isMarked && !isPainted) return 'but nothing shows it'
  const { x, y, width, height } = activeElement.getBoundingClientRect()
  const points = [0.1, 0.5, 0.9].flatMap((across) => [0.1, 0.5, 0.9].map((down) => [across, down] as const))
  const isOnTop = points.some(([across, down]) => {
    const top = document.elementFromPoint(x + width * across, y + height * down)
    return top !== null && (activeElement.contains(top) || label?.contains(top) === true)
  })
  return isOnTop ? undefined : 'but it is out of view, or behind something'
}
