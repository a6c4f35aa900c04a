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

  /** Leaves any program, and clears the screen. */
  async interrupt(): Promise<void> {
    await this.focusShell()
    // A pager ends with q.
    await this.type('q')
    await this.press(KEYS.control, 'c')
    await this.command('clear; echo "ready"-again', /^ready-again$/m)
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

  /** One finger, which rests before it moves. */
  async touch(from: Place, { to = from, restMs = 0 }: { to?: Place; restMs?: number } = {}): Promise<void> {
    const moves = [
      { type: 'pointerDown', button: 0 },
      { type: 'pause', duration: restMs },
      ...(to === from ? [] : [{ type: 'pointerMove', duration: 300, ...to }]),
      { type: 'pointerUp', button: 0 },
    ]
    await this.browser.perform([pointer('touch', [{ type: 'pointerMove', ...from }, ...moves])])
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
