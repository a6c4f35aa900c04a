import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import type { Terminal } from '@xterm/xterm'
import { cleanPaste } from './clean-text.ts'
import { CommandLog } from './command-log.ts'
import { textToCopy } from './clipboard-request.ts'
import { createXterm, siteColours } from './create-xterm.ts'
import { type BarKey, withControl } from './key-bar-keys.ts'
import { type KeyMeaning, meaningOf } from './key-rules.ts'
import type { Overlay } from './overlay.ts'
import type { Recorder } from './recorder.ts'
import type { Screen } from './screen.ts'
import { screenNow } from './screen-now.ts'
import { markTyping } from './steady-cursor.ts'
import type { TerminalPreferences } from './terminal-preferences.ts'
import { makeScreen } from './xterm-screen.ts'
import { clampSize, type TerminalSize } from './terminal-size.ts'

export interface XtermViewOptions {
  /** Name of the terminal for screen readers. */
  label: string
  preferences: TerminalPreferences
  recorder: Recorder
  isController: () => boolean
  onOverlay: (overlay: Overlay) => void
  onTabFree: (isTabFree: boolean) => void
  onControlHeld: (isControlHeld: boolean) => void
}

const OSC_CLIPBOARD = 52
const RESIZE_DELAY_MS = 80
/** A page that cannot get its font still gets its terminal. */
const FONT_WITHIN_MS = 1_000

/** One terminal as a person meets it: keys, clipboard, search, size, colours. */
export class XtermView {
  readonly search = new SearchAddon()
  readonly screen: Screen
  readonly commands: CommandLog
  readonly #options: XtermViewOptions
  readonly #terminal: Terminal
  readonly #fit = new FitAddon()
  readonly #closed = new AbortController()
  #isFocusWanted = false
  #isTabFree = false
  #isControlHeld = false
  #lastKeyAt = Number.NEGATIVE_INFINITY

  constructor(options: XtermViewOptions) {
    this.#options = options
    const terminal = createXterm(options.preferences)
    this.#terminal = terminal
    this.commands = new CommandLog(terminal)
    terminal.loadAddon(this.#fit)
    terminal.loadAddon(this.search)
    terminal.attachCustomKeyEventHandler((event) => this.#keyPressed(event))
    terminal.parser.registerOscHandler(OSC_CLIPBOARD, (request) => this.#clipboardAsked(request))
    this.screen = makeScreen({
      terminal,
      commands: this.commands,
      recorder: options.recorder,
      typed: (text) => this.#controlled(text),
    })
    this.#closed.signal.addEventListener(
      'abort',
      options.recorder.watch(() => screenNow(terminal)),
    )
  }

  /** Shows the terminal in `host`, and reports what fits there, now and after each change, until the returned function is called. */
  show(host: HTMLElement, onSize: (size: TerminalSize) => void): () => void {
    const measure = () => {
      const size = this.#measure()
      if (size !== undefined) onSize(size)
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const observer = new ResizeObserver(() => {
      clearTimeout(timer)
      timer = setTimeout(measure, RESIZE_DELAY_MS)
    })
    const leave = this.#whenFontLoaded(() => {
      if (this.#terminal.element === undefined) this.#open(host)
      measure()
      observer.observe(host)
    })
    return () => {
      leave()
      observer.disconnect()
      clearTimeout(timer)
    }
  }

  /** Also of a terminal that is about to be shown. */
  focus(): void {
    this.#isFocusWanted = this.#terminal.element === undefined
    this.#terminal.focus()
  }

  /** Returns what fits now. */
  setPreferences({ fontSize, isScreenReader }: TerminalPreferences): TerminalSize | undefined {
    this.#terminal.options.fontSize = fontSize
    this.#terminal.options.screenReaderMode = isScreenReader
    return this.#measure()
  }

  setTabFree(isTabFree: boolean): void {
    this.#isTabFree = isTabFree
    this.#options.onTabFree(isTabFree)
  }

  /** The next character of the soft keyboard is a control character. */
  setControlHeld(isControlHeld: boolean): void {
    this.#isControlHeld = isControlHeld
    this.#options.onControlHeld(isControlHeld)
  }

  press({ text, applicationText }: BarKey): void {
    const isApplication = this.#terminal.modes.applicationCursorKeysMode
    this.#terminal.input(isApplication ? (applicationText ?? text) : text, true)
  }

  dispose(): void {
    this.#closed.abort()
    this.#terminal.dispose()
  }

  #open(host: HTMLElement): void {
    this.#terminal.open(host)
    this.#terminal.textarea?.setAttribute('aria-label', `Terminal ${this.#options.label}`)
    const { signal } = this.#closed
    markTyping(host, signal)
    host.addEventListener('paste', (event) => this.#pasted(event), { capture: true, signal })
    // Text that is dragged in would go past the cleaning.
    host.addEventListener('drop', (event) => event.preventDefault(), { capture: true, signal })
    const observer = new MutationObserver(() => Object.assign(this.#terminal.options, siteColours()))
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    signal.addEventListener('abort', () => observer.disconnect())
    if (this.#isFocusWanted) this.focus()
  }

  /** Undefined for a box that is not shown. */
  #measure(): TerminalSize | undefined {
    const proposed = this.#terminal.element?.offsetParent == null ? undefined : this.#fit.proposeDimensions()
    return proposed === undefined ? undefined : clampSize(proposed.cols, proposed.rows)
  }

  /** Calls `begin` once, unless the returned function is called first. */
  #whenFontLoaded(begin: () => void): () => void {
    const { fontSize, fontFamily } = this.#terminal.options
    const waiting = new AbortController()
    const start = () => {
      if (waiting.signal.aborted) return
      stop()
      begin()
    }
    const timer = setTimeout(start, FONT_WITHIN_MS)
    const stop = () => {
      clearTimeout(timer)
      waiting.abort()
    }
    void document.fonts.load(`${fontSize}px ${fontFamily}`).then(start, start)
    return stop
  }

  /** False: not for the shell. */
  #keyPressed(event: KeyboardEvent): boolean {
    const meaning = meaningOf(event, { hasSelection: this.#terminal.hasSelection(), isTabFree: this.#isTabFree })
    if (event.type === 'keydown') this.#lastKeyAt = performance.now()
    if (meaning === 'shell') return true
    if (meaning !== 'browser') {
      event.preventDefault()
      if (event.type === 'keydown') this.#act(meaning)
    }
    return false
  }

  #act(meaning: Exclude<KeyMeaning, 'shell' | 'browser'>): void {
    if (meaning === 'copy') this.#copySelection()
    else if (meaning === 'find') this.#options.onOverlay('search')
    else if (meaning === 'commands') this.#options.onOverlay('commands')
    else this.setTabFree(!this.#isTabFree)
  }

  #copySelection(): void {
    const text = this.#terminal.getSelection()
    if (text === '') return
    copyText(text)
    // So that the next Ctrl+C interrupts.
    this.#terminal.clearSelection()
  }

  #pasted(event: ClipboardEvent): void {
    event.preventDefault()
    event.stopPropagation()
    this.#lastKeyAt = performance.now()
    this.#terminal.paste(cleanPaste(event.clipboardData?.getData('text/plain') ?? ''))
  }

  #clipboardAsked(request: string): boolean {
    const { isController } = this.#options
    const text = textToCopy(request, {
      now: performance.now(),
      lastKeyAt: this.#lastKeyAt,
      isController: isController(),
    })
    if (text !== undefined) copyText(text)
    return true
  }

  #controlled(text: string): string {
    if (!this.#isControlHeld) return text
    this.setControlHeld(false)
    return withControl(text) ?? text
  }
}

/** Pages that come over plain HTTP from another machine have no clipboard interface; a copy event they have. */
export function copyText(text: string): void {
  if (window.isSecureContext) {
    void navigator.clipboard.writeText(text).catch(() => undefined)
    return
  }
  const fill = (event: ClipboardEvent) => {
    event.preventDefault()
    event.stopPropagation()
    event.clipboardData?.setData('text/plain', text)
  }
  document.addEventListener('copy', fill, { capture: true, once: true })
  document.execCommand('copy')
  document.removeEventListener('copy', fill, { capture: true })
}
