import type { Step } from '../terminal-harness/compositions/recorded-events.ts'
import { dispatchSteps } from '../terminal-harness/compositions/replay.ts'
import { type ActionSequence, type EngineBrowser, waitFor } from './engine-browser.ts'

export const KEYS = {
  enter: '\uE007',
  control: '\uE009',
  shift: '\uE008',
  insert: '\uE016',
  tab: '\uE004',
  escape: '\uE00C',
} as const

const SHELL = `[...document.querySelectorAll('.xterm-helper-textarea')].find((field) => field.offsetParent !== null)`
const ROWS = `[...document.querySelectorAll('.xterm-rows')].find((rows) => rows.offsetParent !== null)`

const PROMPT_AT_END = /[#$]\s*$/

const FINGER_DOWN = { type: 'pointerDown', button: 0 }
const FINGER_UP = { type: 'pointerUp', button: 0 }
/** The page takes a finger that rests longer for a long press. */
const LONG_PRESS_MS = 500
/** Stores the time from the start of the next touch to its first move or its end. */
const MEASURE_REST = `(() => {
  globalThis.restMs = undefined
  let startedAt
  const measured = new AbortController()
  const options = { capture: true, signal: measured.signal }
  const rested = () => {
    globalThis.restMs = performance.now() - startedAt
    measured.abort()
  }
  document.addEventListener('touchstart', () => { startedAt = performance.now() }, options)
  for (const name of ['touchmove', 'touchend']) document.addEventListener(name, rested, options)
})()`

export interface Place {
  x: number
  y: number
}

/** Actions of a learner on the page of a lesson, in a browser of any engine. */
export class EnginePage {
  readonly browser: EngineBrowser

  constructor(browser: EngineBrowser) {
    this.browser = browser
  }

  async see(name: string, expression: string): Promise<void> {
    await waitFor(name, async () => Boolean(await this.browser.evaluate(expression)))
  }

  async seeText(pattern: RegExp): Promise<void> {
    await this.see(`the page shows ${pattern}`, `${pattern}.test(document.body.innerText)`)
  }

  /** Clicks the first visible control whose name matches. */
  async click(selector: string, name: RegExp): Promise<void> {
    const found = control(selector, name)
    await this.see(`${selector} ${name}`, `${found} !== undefined`)
    await this.browser.evaluate(`${found}.click()`)
  }

  async screen(): Promise<string> {
    const text = await this.browser.evaluate(`[...(${ROWS}?.children ?? [])].map((row) => row.textContent).join('\\n')`)
    return String(text).replaceAll('\u00A0', ' ').replaceAll(/ +$/gm, '')
  }

  async seeOnScreen(pattern: RegExp): Promise<void> {
    await waitFor(`the terminal shows ${pattern}`, async () => {
      const text = await this.screen()
      return pattern.test(text) || text.trim().slice(-300)
    })
  }

  async seeNotOnScreen(pattern: RegExp): Promise<void> {
    await waitFor(`the terminal does not show ${pattern}`, async () => !pattern.test(await this.screen()))
  }

  async focusShell(): Promise<void> {
    await this.browser.evaluate(`${SHELL}.focus()`)
  }

  async type(text: string): Promise<void> {
    const actions = Array.from(text).flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ])
    await this.browser.perform([{ type: 'key', id: 'keyboard', actions }])
  }

  /** Presses keys together, the last one while the others are down. */
  async press(...keys: string[]): Promise<void> {
    const down = keys.map((value) => ({ type: 'keyDown', value }))
    const up = keys.toReversed().map((value) => ({ type: 'keyUp', value }))
    await this.browser.perform([{ type: 'key', id: 'keyboard', actions: [...down, ...up] }])
  }

  /** Leaves a program that ends with Ctrl+C, and clears the screen. */
  async interrupt(): Promise<void> {
    await this.focusShell()
    await this.press(KEYS.control, 'c')
    await this.seeOnScreen(PROMPT_AT_END)
    await this.command('clear; echo "ready"-again', /^ready-again$/m)
  }

  /** Leaves a pager, which Ctrl+C does not end. */
  async leavePager(): Promise<void> {
    await this.type('q')
    await this.seeOnScreen(PROMPT_AT_END)
  }

  /** A program that prints each line which it receives, after the terminal has echoed it. */
  async startCat(): Promise<void> {
    await this.interrupt()
    await this.command('clear; echo "ca"t; cat', /^cat$/m)
    await this.type(`go${KEYS.enter}`)
    await this.seeOnScreen(/^go\ngo$/m)
  }

  async command(line: string, result: RegExp): Promise<void> {
    await this.focusShell()
    await this.type(`${line}${KEYS.enter}`)
    await this.seeOnScreen(result)
  }

  /** The place of a word on the first row that contains it. */
  async placeOf(word: string): Promise<Place> {
    return this.#place(`(() => {
      const text = ${JSON.stringify(word)}
      const row = [...${ROWS}.children].find((one) => one.textContent.includes(text))
      const range = document.createRange()
      range.selectNodeContents(row)
      const { left, top, width, height } = range.getBoundingClientRect()
      const columns = row.textContent.indexOf(text) + 1.5
      return [left + (columns * width) / row.textContent.length, top + height / 2]
    })()`)
  }

  async placeOfControl(selector: string, name: RegExp): Promise<Place> {
    const found = control(selector, name)
    await this.see(`${selector} ${name}`, `${found} !== undefined`)
    return this.#place(`(() => {
      const { left, top, width, height } = ${found}.getBoundingClientRect()
      return [left + width / 2, top + height / 2]
    })()`)
  }

  async #place(expression: string): Promise<Place> {
    const value = await this.browser.evaluate(expression)
    if (!Array.isArray(value)) throw new Error(`no place: ${expression}`)
    return { x: Math.round(Number(value[0])), y: Math.round(Number(value[1])) }
  }

  async doubleClick(place: Place): Promise<void> {
    const click = [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ]
    await this.browser.perform([pointer('mouse', [{ type: 'pointerMove', ...place }, ...click, ...click])])
  }

  /** Moves the mouse from one place to another with its button down. */
  async drag(from: Place, to: Place): Promise<void> {
    const moves = [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerMove', duration: 200, ...to },
      { type: 'pointerUp', button: 0 },
    ]
    await this.browser.perform([pointer('mouse', [{ type: 'pointerMove', ...from }, ...moves])])
  }

  /** A tap, or a swipe. It is made again if a busy driver was so late with its second step that the page saw a long press. */
  async touch(from: Place, to = from): Promise<void> {
    const moves = to === from ? [] : [{ type: 'pointerMove', duration: 300, ...to }]
    await waitFor(`a touch that rests for less than ${LONG_PRESS_MS} ms`, async () => {
      await this.browser.evaluate(MEASURE_REST)
      await this.#touch([{ type: 'pointerMove', ...from }, FINGER_DOWN, ...moves, FINGER_UP])
      const restMs = await this.browser.evaluate('globalThis.restMs')
      return Number(restMs) < LONG_PRESS_MS || restMs
    })
  }

  /** A finger that rests until the page shows the result of a long press, and then moves. */
  async longPress(from: Place, { result, to }: { result: string; to?: Place }): Promise<void> {
    await this.#touch([{ type: 'pointerMove', ...from }, FINGER_DOWN])
    await this.see('the result of a long press', result)
    await this.#touch([...(to === undefined ? [] : [{ type: 'pointerMove', duration: 300, ...to }]), FINGER_UP])
  }

  async #touch(actions: readonly Record<string, unknown>[]): Promise<void> {
    await this.browser.perform([pointer('touch', actions)])
  }

  /** Dispatches recorded events of an input method on the text field of the shell. */
  async replay(steps: readonly Step[]): Promise<void> {
    await this.focusShell()
    await this.browser.evaluate(`(${dispatchSteps.toString()})(${SHELL}, ${JSON.stringify(steps)})`)
  }
}

/** The first visible control whose name matches. */
function control(selector: string, name: RegExp): string {
  return `[...document.querySelectorAll('${selector}')].find((one) => one.getClientRects().length > 0 && ${name}.test(one.ariaLabel ?? one.textContent))`
}

function pointer(pointerType: 'mouse' | 'touch', actions: readonly Record<string, unknown>[]): ActionSequence {
  return { type: 'pointer', id: pointerType, parameters: { pointerType }, actions }
}
