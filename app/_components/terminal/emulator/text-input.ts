import { changesBetween } from './text-changes.ts'
import { hiddenKeyOf, INPUT_METHOD_KEY, replaceKey } from './hidden-keys.ts'

export interface TextInputOptions {
  /** The element in which xterm.js receives text. */
  textarea: HTMLTextAreaElement
  send: (text: string) => void
  /** Shows the unfinished text of an input method; an empty text hides it. */
  preview: (text: string) => void
  /**
   * Android: the keyboard composes every word, also Latin ones, and edits earlier text. Its text is sent at once and corrected by deletions. On
   * other platforms a composition is sent when it ends.
   */
  isAndroid: boolean
  /** A screen reader reads the text field, so xterm.js lets typed characters into it. */
  isReadAloud: () => boolean
}

/** Some keyboards of Android report Backspace only while there is text to delete. */
const PLACEHOLDER = ' '
/** In WebKit the key that ended a composition, or typed text, arrives after it. */
const SAME_KEY_MS = 50

/**
 * Sends the text of input methods: compositions, dead keys, autocorrection, dictation, soft keyboards. After each edit of the text field, it sends
 * the difference to the text that the shell has. The texts of the events are no source: they differ by browser, and repeat or lose characters.
 * See https://github.com/xtermjs/xterm.js/issues/3600.
 */
export class TextInput {
  readonly #options: TextInputOptions
  readonly #emptyText: string
  /** The text in the field that the shell has received. */
  #sent = ''
  #isComposing = false
  #isAfterDeadKey = false
  /** xterm.js has sent the key that types the next character. */
  #isKeySent = false
  #changedAt = Number.NEGATIVE_INFINITY

  constructor(options: TextInputOptions, signal: AbortSignal) {
    this.#options = options
    this.#emptyText = options.isAndroid ? PLACEHOLDER : ''
    const { textarea } = options
    textarea.autocomplete = 'off'
    const listen = <Name extends keyof HTMLElementEventMap>(
      name: Name,
      run: (event: HTMLElementEventMap[Name]) => void,
    ) => {
      const listener = (event: HTMLElementEventMap[Name]) => {
        if (event.target !== textarea) return
        event.stopPropagation()
        run(event)
      }
      // The capture phase of the parent is before the listeners of xterm.js, which must not send the text too.
      textarea.parentElement?.addEventListener(name, listener, { capture: true, signal })
    }
    listen('compositionstart', () => this.#start())
    listen('compositionupdate', ({ data }) => this.#show(data))
    listen('compositionend', (event) => this.#end(event))
    listen('beforeinput', ({ isComposing }) => {
      if (!isComposing && !this.#isComposing) this.#forgetOtherText()
    })
    listen('input', (event) => {
      if (event instanceof InputEvent) this.#edited(event)
    })
    textarea.addEventListener('focus', () => this.reset(), { signal })
    this.reset()
  }

  /** True for a key that types by an edit of the text field, so that xterm.js must not send it. */
  receives(event: KeyboardEvent): boolean {
    if (event.type === 'keypress') return this.#isTypedHere(event) || isAccentWithKey(event)
    if (event.type === 'keyup') return event.isComposing || event.keyCode === INPUT_METHOD_KEY
    this.#isKeySent = false
    if (event.keyCode === INPUT_METHOD_KEY) return this.#receivesHidden(event)
    // The key of an edit follows it directly. After another key, a hidden key is none of an edit.
    this.#changedAt = Number.NEGATIVE_INFINITY
    // After AltGr xterm.js waits for a keypress. A dead key has none, and then xterm.js would drop the next key, such as Enter.
    if (event.key === 'AltGraph') return true
    if (event.isComposing && !this.#options.isAndroid) return true
    if (event.key === 'Dead') {
      this.#isAfterDeadKey = true
      return true
    }
    if (this.#isTypedHere(event) || this.#endsDeadKey(event)) return true
    if (this.#isComposing && !isModifier(event)) this.finish()
    return false
  }

  /** Call when xterm.js has sent a key: the text in the field is no longer what is before the cursor of the shell. */
  keySent({ type }: KeyboardEvent): void {
    // xterm.js lets the browser insert the character of a keypress, and of each key while a screen reader reads the field.
    if (type === 'keypress' || this.#options.isReadAloud()) this.#isKeySent = true
    else this.reset()
  }

  /** Ends an unfinished composition before other input is sent. */
  finish(): void {
    if (this.#isComposing) {
      this.#isComposing = false
      this.#show('')
      this.#sendChanges()
    }
    this.reset()
  }

  reset(): void {
    this.#sent = this.#emptyText
    if (this.#options.textarea.value !== this.#emptyText) this.#options.textarea.value = this.#emptyText
  }

  /** On Android a character arrives as a key, as an edit, or as both in any order: only the edit counts. */
  #isTypedHere({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
    return this.#options.isAndroid && key.length === 1 && !ctrlKey && !altKey && !metaKey
  }

  /** The character that follows a dead key comes from the keypress or from a composition, never from the keydown. */
  #endsDeadKey(event: KeyboardEvent): boolean {
    if (!this.#isAfterDeadKey || isModifier(event)) return false
    this.#isAfterDeadKey = false
    return event.key.length === 1 && !event.ctrlKey && !event.metaKey
  }

  #receivesHidden(event: KeyboardEvent): boolean {
    const isOfEdit = this.#isComposing || event.isComposing || event.timeStamp - this.#changedAt < SAME_KEY_MS
    const hidden = isOfEdit || this.#options.isAndroid ? undefined : hiddenKeyOf(event)
    if (hidden === undefined) return true
    replaceKey(event, hidden)
    return true
  }

  #start(): void {
    this.#forgetOtherText()
    this.#isComposing = true
    this.#isAfterDeadKey = false
  }

  #end({ timeStamp }: Event): void {
    this.#isComposing = false
    this.#isAfterDeadKey = false
    this.#changedAt = timeStamp
    this.#show('')
    this.#sendChanges()
  }

  #edited({ isComposing, inputType, timeStamp }: InputEvent): void {
    this.#changedAt = timeStamp
    const isUnfinished = isComposing || (this.#isComposing && inputType === 'insertCompositionText')
    if (isUnfinished && !this.#options.isAndroid) return
    // Some input methods end a composition without saying so.
    if (!isUnfinished) this.#isComposing = false
    if (!this.#isComposing) this.#show('')
    this.#sendChanges()
  }

  #show(text: string): void {
    if (!this.#options.isAndroid || text === '') this.#options.preview(text)
  }

  #sendChanges(): void {
    const { value } = this.#options.textarea
    const isSent = this.#isKeySent
    const changes = isSent ? '' : changesBetween(this.#sent, value)
    this.#isKeySent = false
    this.#sent = value
    if (changes !== '') this.#options.send(changes)
    const isLineOver = changes.endsWith('\r') || (isSent && !this.#options.isReadAloud())
    if (isLineOver || (value === '' && !this.#isComposing)) this.reset()
  }

  /** xterm.js empties the field at Enter and when it loses the focus, and puts the selection into it for the context menu. */
  #forgetOtherText(): void {
    const { value } = this.#options.textarea
    if (value === this.#sent) return
    this.#sent = value
    if (value !== '') this.reset()
  }
}

/** WebKit reports an accent and the key after it as one keypress (`~/`), although the accent is in the field already. */
function isAccentWithKey({ key }: KeyboardEvent): boolean {
  return key.length > 1 && !/^[A-Za-z]/.test(key)
}

function isModifier({ key }: KeyboardEvent): boolean {
  return /^(Shift|Control|Alt|AltGraph|Meta|CapsLock)$/.test(key)
}
