import type { Terminal } from '@xterm/xterm'
import type { CommandLog } from './command-log.ts'
import type { Recorder } from './recorder.ts'
import type { Screen } from './screen.ts'

export interface XtermScreenOptions {
  terminal: Terminal
  commands: CommandLog
  recorder: Recorder
  /** What was typed, as the shell gets it. */
  typed: (text: string) => string
}

/** As a program resets a terminal. */
const RESET = '\u001Bc'

/** While a listener for keys, the mouse or a paste runs. What the emulator answers comes from parsing, which a message of the server may set off. */
const isTyped = (): boolean => globalThis.event instanceof UIEvent || globalThis.event instanceof ClipboardEvent

/** The emulator as a channel sees it; what is put on it is also noted for those who read or record it. */
export function makeScreen({ terminal, commands, recorder, typed }: XtermScreenOptions): Screen {
  return {
    get cols() {
      return terminal.cols
    },
    get rows() {
      return terminal.rows
    },
    buffer: terminal.buffer,
    write: (data, parsed) => {
      recorder.output(data)
      terminal.write(data, parsed)
    },
    reset: () => {
      commands.clear()
      recorder.output(RESET)
      terminal.reset()
    },
    mark: (mark) => commands.mark(mark),
    resize: (cols, rows) => {
      recorder.resized({ cols, rows })
      terminal.resize(cols, rows)
    },
    onData: (listener) => terminal.onData((text) => listener(typed(text), isTyped())),
    onBinary: (listener) => terminal.onBinary((bytes) => listener(bytes, isTyped())),
  }
}
