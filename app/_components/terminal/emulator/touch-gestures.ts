import type { Terminal } from '@xterm/xterm'
import { type CellRange, rangeTo, wordAt } from './touch-selection.ts'

const LONG_PRESS_MS = 500
/** A finger that moves less is not scrolling. */
const MOVE_PX = 10
/** Browsers repeat a tap as mouse events within this time. */
const MOUSE_AFTER_TOUCH_MS = 1_000

interface Point {
  x: number
  y: number
}

/** Fingers on a terminal: a long press selects a word, and more while the finger moves; a swipe scrolls. xterm.js knows only the mouse. */
export class TouchGestures {
  readonly #terminal: Terminal
  readonly #screen: HTMLElement
  #start: Point | undefined
  /** Vertical position of the last scrolled row. */
  #scrolledTo: number | undefined
  /** The word of a long press. */
  #word: CellRange | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #touchedAt = Number.NEGATIVE_INFINITY

  constructor(terminal: Terminal, screen: HTMLElement, signal: AbortSignal) {
    this.#terminal = terminal
    this.#screen = screen
    const options = { capture: true, passive: false, signal }
    screen.addEventListener('touchstart', (event) => this.#started(event), options)
    screen.addEventListener('touchmove', (event) => this.#moved(event), options)
    screen.addEventListener('touchend', (event) => this.#ended(event), options)
    screen.addEventListener('touchcancel', (event) => this.#ended(event), options)
    // The menu of the browser would cover the selection.
    screen.addEventListener(
      'contextmenu',
      (event) => {
        if (!this.isRecent) return
        event.preventDefault()
        event.stopPropagation()
      },
      options,
    )
    signal.addEventListener('abort', () => clearTimeout(this.#timer))
  }

  /** True while a finger is down, and while mouse events can come from it. */
  get isRecent(): boolean {
    return this.#start !== undefined || performance.now() - this.#touchedAt < MOUSE_AFTER_TOUCH_MS
  }

  #started({ touches }: TouchEvent): void {
    this.#touchedAt = performance.now()
    this.#reset()
    const [touch, ...others] = touches
    // Two fingers zoom the page.
    if (touch === undefined || others.length > 0) return
    const start = { x: touch.clientX, y: touch.clientY }
    this.#start = start
    this.#forgetLinks(start)
    this.#timer = setTimeout(() => this.#pressed(start), LONG_PRESS_MS)
  }

  /**
   * xterm.js remembers the links of the row under the mouse, also when the row has changed since. After a tap the mouse stays where it was, so it
   * first moves to another row. A program that follows the mouse would get this move.
   */
  #forgetLinks({ x: clientX, y }: Point): void {
    if (this.#terminal.modes.mouseTrackingMode !== 'none') return
    const { top, height } = this.#screen.getBoundingClientRect()
    const isInUpperHalf = y - top < height / 2
    const clientY = isInUpperHalf ? top + height - 1 : top + 1
    this.#screen.dispatchEvent(new MouseEvent('mousemove', { clientX, clientY, bubbles: true }))
  }

  #pressed(point: Point): void {
    const { buffer, cols } = this.#terminal
    this.#word = wordAt({ getLine: (row) => buffer.active.getLine(row) }, this.#cellAt(point), cols)
    this.#select(this.#word)
  }

  #moved(event: TouchEvent): void {
    const [touch] = event.touches
    if (this.#start === undefined || touch === undefined) return
    const point = { x: touch.clientX, y: touch.clientY }
    if (this.#word !== undefined) this.#select(rangeTo(this.#word, this.#cellAt(point)))
    else if (this.#scrolledTo !== undefined) this.#scroll(point)
    else if (Math.hypot(point.x - this.#start.x, point.y - this.#start.y) > MOVE_PX) {
      clearTimeout(this.#timer)
      // The browser scrolls wide lines.
      if (Math.abs(point.x - this.#start.x) > Math.abs(point.y - this.#start.y)) return this.#reset()
      this.#scrolledTo = this.#start.y
      this.#scroll(point)
    } else return
    event.preventDefault()
  }

  #ended(event: TouchEvent): void {
    this.#touchedAt = performance.now()
    // The mouse events that follow would remove the selection, or click where the swipe ended.
    if (this.#word !== undefined || this.#scrolledTo !== undefined) event.preventDefault()
    this.#reset()
  }

  #reset(): void {
    clearTimeout(this.#timer)
    this.#start = undefined
    this.#scrolledTo = undefined
    this.#word = undefined
  }

  #scroll({ x, y }: Point): void {
    const from = this.#scrolledTo ?? y
    const height = this.#screen.clientHeight / this.#terminal.rows
    const lines = Math.trunc((from - y) / height)
    if (lines === 0) return
    this.#scrolledTo = from - lines * height
    const isPlain = this.#terminal.buffer.active.type === 'normal' && this.#terminal.modes.mouseTrackingMode === 'none'
    if (isPlain) this.#terminal.scrollLines(lines)
    else {
      // xterm.js maps the wheel to arrow keys or mouse reports, as the program wants.
      const deltaMode = WheelEvent.DOM_DELTA_LINE
      const init = { deltaY: Math.sign(lines), deltaMode, clientX: x, clientY: y, bubbles: true, cancelable: true }
      for (let step = 0; step < Math.abs(lines); step += 1) this.#screen.dispatchEvent(new WheelEvent('wheel', init))
    }
  }

  #cellAt({ x, y }: Point): number {
    const { cols, rows, buffer } = this.#terminal
    const { left, top, width, height } = this.#screen.getBoundingClientRect()
    return (buffer.active.viewportY + cellAt((y - top) / height, rows)) * cols + cellAt((x - left) / width, cols)
  }

  #select({ start, end }: CellRange): void {
    const { cols } = this.#terminal
    this.#terminal.select(start % cols, Math.floor(start / cols), end - start)
  }
}

/** @param share of the length, from 0 to 1 */
function cellAt(share: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(share * count)))
}
