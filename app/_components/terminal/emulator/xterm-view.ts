import { FitAddon } from '@xterm/addon-fit'
import { SearchAddon } from '@xterm/addon-search'
import type { Terminal } from '@xterm/xterm'
import { isAndroid, isApple, isAppleTouch, isWindows } from '../../site/platform.ts'
import { cleanPaste } from '../channel/clean-text.ts'
import type { Screen } from '../channel/screen.ts'
import { clampSize, type TerminalSize } from '../channel/terminal-size.ts'
import { copyText, textToCopy } from './clipboard.ts'
import { CommandLog } from './command-log.ts'
import { showComposition } from './composition-view.ts'
import { createXterm, siteColours, whenFontLoaded } from './create-xterm.ts'
import { replaceKey, uncodedKeyOf } from './hidden-keys.ts'
import { type BarKey, withControl } from './key-bar-keys.ts'
import { type KeyMeaning, meaningOf, thirdLevelText } from './key-rules.ts'
import { showCursor } from './show-cursor.ts'
import { markTyping } from './steady-cursor.ts'
import { type TerminalPreferences, WIDE_COLUMNS } from './terminal-preferences.ts'
import { TextInput } from './text-input.ts'
import { TouchGestures } from './touch-gestures.ts'
import { makeScreen, readScreen, type ScreenRecorder } from './xterm-screen.ts'

/** The overlay on the shown terminal. */
export type Overlay = 'none' | 'search' | 'commands'

/** An action for a finger: copy the selection, or open the link that was tapped. */
export type TouchOffer = 'none' | 'copy' | { address: string }

export interface XtermViewOptions {
  /** Name of the terminal for screen readers. */
  label: string
  preferences: TerminalPreferences
  recorder: ScreenRecorder
  isController: () => boolean
  onOverlay: (overlay: Overlay) => void
  onTabFree: (isTabFree: boolean) => void
  onControlHeld: (isControlHeld: boolean) => void
  onTouchOffer: (offer: TouchOffer) => void
}

const OSC_CLIPBOARD = 52
const RESIZE_DELAY_MS = 80

/** The emulator of one terminal: keys, clipboard, search, size, colours. */
export class XtermView {
  readonly search = new SearchAddon()
  readonly screen: Screen
  readonly commands: CommandLog
  readonly #options: XtermViewOptions
  readonly #terminal: Terminal
  readonly #fit = new FitAddon()
  readonly #closed = new AbortController()
  /** Undefined until the terminal is shown. */
  #text: TextInput | undefined
  #touch: TouchGestures | undefined
  #isFocusWanted = false
  #isWide: boolean
  #isTabFree = false
  #isControlHeld = false
  #offered: TouchOffer = 'none'
  #lastKeyAt = Number.NEGATIVE_INFINITY

  constructor(options: XtermViewOptions) {
    this.#options = options
    this.#isWide = options.preferences.isWide
    const isTouch = () => this.#touch?.isRecent === true
    const terminal = createXterm(options.preferences, {
      isTouch,
      onTap: (address) => this.#offer({ address }),
    })
    this.#terminal = terminal
    terminal.onSelectionChange(() => {
      if (terminal.hasSelection() && isTouch()) this.#offer('copy')
      // xterm.js also reports an earlier end of a selection with the tap that offers a link.
      else if (this.#offered === 'copy') this.#offer('none')
    })
    this.commands = new CommandLog(terminal)
    terminal.loadAddon(this.#fit)
    terminal.loadAddon(this.search)
    terminal.attachCustomKeyEventHandler((event) => this.#keyPressed(event))
    terminal.parser.registerOscHandler(OSC_CLIPBOARD, (request) => this.#clipboardAsked(request))
    this.screen = makeScreen({
      terminal,
      commands: this.commands,
      recorder: options.recorder,
      toInput: (text) => this.#withControl(text),
    })
    this.#closed.signal.addEventListener(
      'abort',
      options.recorder.watch(() => readScreen(terminal)),
    )
  }

  /** Shows the terminal in `host` and reports the size that fits, now and after each change, until the returned function is called. */
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
    const cancel = whenFontLoaded(this.#terminal.options, () => {
      if (this.#terminal.element === undefined) this.#open(host)
      measure()
      observer.observe(host)
    })
    return () => {
      cancel()
      observer.disconnect()
      clearTimeout(timer)
    }
  }

  /** Takes effect later if the terminal is not shown yet. */
  focus(): void {
    this.#isFocusWanted = this.#terminal.element === undefined
    this.#terminal.focus()
  }

  /** Returns the size that fits with these preferences. */
  setPreferences({ fontSize, isScreenReader, isOptionMeta, isWide }: TerminalPreferences): TerminalSize | undefined {
    this.#isWide = isWide
    this.#terminal.options.macOptionIsMeta = isOptionMeta
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
    this.#text?.finish()
    const isApplication = this.#terminal.modes.applicationCursorKeysMode
    this.#terminal.input(isApplication ? (applicationText ?? text) : text, true)
  }

  /** Copies the selection, and removes it. */
  copySelection(): void {
    const text = this.#terminal.getSelection()
    if (text === '') return
    copyText(text)
    // So that the next Ctrl+C interrupts.
    this.#terminal.clearSelection()
  }

  async pasteClipboard(): Promise<void> {
    try {
      this.#paste(await navigator.clipboard.readText())
    } catch {
      // The learner or the browser refused.
    }
  }

  dispose(): void {
    this.#closed.abort()
    this.#terminal.dispose()
  }

  #open(host: HTMLElement): void {
    this.#terminal.open(host)
    const { signal } = this.#closed
    const { textarea } = this.#terminal
    if (textarea !== undefined) {
      textarea.setAttribute('aria-label', `Terminal ${this.#options.label}`)
      this.#text = this.#receiveText(textarea)
    }
    const screen = host.querySelector<HTMLElement>('.xterm-screen')
    if (screen !== null) {
      this.#touch = new TouchGestures(this.#terminal, screen, signal)
      // An offered link is no longer offered after a touch elsewhere.
      const offer = () => this.#offer(this.#terminal.hasSelection() ? 'copy' : 'none')
      screen.addEventListener('touchstart', offer, { passive: true, signal })
    }
    this.#terminal.onCursorMove(() => showCursor(this.#terminal, host))
    markTyping(host, signal)
    host.addEventListener('paste', (event) => this.#pasted(event), { capture: true, signal })
    // Dropped text would bypass cleanPaste.
    host.addEventListener('drop', (event) => event.preventDefault(), { capture: true, signal })
    const observer = new MutationObserver(() => Object.assign(this.#terminal.options, siteColours()))
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    signal.addEventListener('abort', () => observer.disconnect())
    if (this.#isFocusWanted) this.focus()
  }

  #offer(offer: TouchOffer): void {
    this.#offered = offer
    this.#options.onTouchOffer(offer)
  }

  #receiveText(textarea: HTMLTextAreaElement): TextInput {
    const options = {
      textarea,
      send: (text: string) => this.#typed(text),
      preview: (text: string) => showComposition(this.#terminal, text),
      isAndroid: isAndroid(),
      isReadAloud: () => this.#terminal.options.screenReaderMode === true,
    }
    const input = new TextInput(options, this.#closed.signal)
    this.#terminal.onKey(({ domEvent }) => input.keySent(domEvent))
    return input
  }

  #typed(text: string): void {
    const isControl = this.#isControlHeld
    this.#terminal.input(text, true)
    // The shell has received a control character, so the letter in the field is not before its cursor.
    if (isControl) this.#text?.reset()
  }

  /** Undefined while the host is hidden. */
  #measure(): TerminalSize | undefined {
    const proposed = this.#terminal.element?.offsetParent == null ? undefined : this.#fit.proposeDimensions()
    if (proposed === undefined) return undefined
    return clampSize(this.#isWide ? Math.max(proposed.cols, WIDE_COLUMNS) : proposed.cols, proposed.rows)
  }

  /** False when the shell must not get the key. */
  #keyPressed(event: KeyboardEvent): boolean {
    if (event.type === 'keydown') this.#lastKeyAt = performance.now()
    const isMeta = isApple() && event.altKey && this.#terminal.options.macOptionIsMeta === true
    if (!isMeta && this.#text?.receives(event) === true) return false
    const text = this.#thirdLevelText(event)
    if (text !== undefined) {
      event.preventDefault()
      if (event.type === 'keydown') this.#terminal.input(text, true)
      this.#text?.keySent(event)
      return false
    }
    const meaning = meaningOf(event, { hasSelection: this.#terminal.hasSelection(), isTabFree: this.#isTabFree })
    if (meaning === 'shell') return !this.#isReplaced(event)
    if (meaning !== 'browser') {
      event.preventDefault()
      if (event.type === 'keydown') this.#act(meaning)
    }
    return false
  }

  #isReplaced(event: KeyboardEvent): boolean {
    const named = event.type === 'keydown' ? uncodedKeyOf(event) : undefined
    if (named !== undefined) replaceKey(event, named)
    return named !== undefined
  }

  #thirdLevelText(event: KeyboardEvent): string | undefined {
    return thirdLevelText(event, {
      isAltGraph: event.getModifierState('AltGraph'),
      isWindows: isWindows(),
      isAppleTouch: isAppleTouch(),
      isOptionMeta: this.#terminal.options.macOptionIsMeta === true,
    })
  }

  #act(meaning: Exclude<KeyMeaning, 'shell' | 'browser'>): void {
    if (meaning === 'copy') this.copySelection()
    else if (meaning === 'find') this.#options.onOverlay('search')
    else if (meaning === 'commands') this.#options.onOverlay('commands')
    else this.setTabFree(!this.#isTabFree)
  }

  #pasted(event: ClipboardEvent): void {
    event.preventDefault()
    event.stopPropagation()
    this.#paste(event.clipboardData?.getData('text/plain') ?? '')
  }

  #paste(text: string): void {
    this.#lastKeyAt = performance.now()
    this.#text?.finish()
    this.#terminal.paste(cleanPaste(text))
    this.#text?.reset()
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

  #withControl(text: string): string {
    if (!this.#isControlHeld) return text
    this.setControlHeld(false)
    return withControl(text) ?? text
  }
}
