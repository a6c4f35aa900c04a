/** Fingers on a terminal, and the bar with keys that phones lack. */
import type { EnginePage } from './engine-page.ts'

const IS_SELECTED = `document.querySelector('.xterm-selection div') !== null`

/** A long press selects a word, a finger that moves selects more, and the key bar copies. */
export async function selectByTouch(page: EnginePage): Promise<void> {
  await page.interrupt()
  await page.command('clear; echo first second third', /^first second third$/m)
  await page.command('cat', /cat$/m)
  const second = await page.placeOf('second')
  await page.longPress(second, { result: IS_SELECTED })
  await copyAndPaste(page)
  await page.seeOnScreen(/^second\nsecond$/m)
  await page.longPress(second, { result: IS_SELECTED, to: await page.placeOf('third') })
  await copyAndPaste(page)
  await page.seeOnScreen(/^second th\nsecond th$/m)
}

async function copyAndPaste(page: EnginePage): Promise<void> {
  await page.touch(await page.placeOfControl('[role=toolbar] button', /^Copy$/))
  await page.see(
    'no offer',
    `!([...document.querySelectorAll('[role=toolbar] button')].some((button) => button.ariaLabel === 'Copy'))`,
  )
  await page.focusShell()
  await page.browser.screen.pressKeys('ctrl+shift+v', 'Return')
}

export async function tapLink(page: EnginePage): Promise<void> {
  await page.interrupt()
  await page.command('clear; echo https://kubernetes.io/docs', /^https:/m)
  const { x, y } = await page.placeOf('kubernetes.io/docs')
  await page.touch({ x, y })
  const link = `document.querySelector('[role=toolbar] a[href="https://kubernetes.io/docs"]')`
  await page.see('the offered link', `${link}?.textContent === 'Open kubernetes.io'`)
  await page.touch({ x, y: y + 120 })
  await page.see('no link', `${link} === null`)
}

export async function scrollByTouch(page: EnginePage): Promise<void> {
  await page.interrupt()
  await page.command('clear; seq 1 300', /^300\n.*[#$]$/m)
  const low = await page.placeOf('299')
  const high = { ...low, y: low.y - 300 }
  await page.touch(high, low)
  await page.seeNotOnScreen(/^300$/m)
  await page.touch(low, high)
  await page.seeOnScreen(/^300$/m)
  await page.command('seq 1 300 | less', /^1$/m)
  await page.touch(low, high)
  await page.seeNotOnScreen(/^1$/m)
  await page.leavePager()
}

export async function typeOnBar(page: EnginePage): Promise<void> {
  const tap = async (name: RegExp) => page.touch(await page.placeOfControl('[role=toolbar] button', name))
  await page.startCat()
  for (const name of [/^Escape$/, /^Up$/, /^Pipe$/]) await tap(name)
  await page.seeOnScreen(/^\^\[\^\[\[A\|$/m)
  await tap(/^Control$/)
  await page.see(
    'the held Control',
    `document.querySelector('[role=toolbar] [aria-pressed=true]')?.ariaLabel === 'Control'`,
  )
  await page.type('c')
  await page.seeOnScreen(/\^C\n.*[#$]$/m)
}
