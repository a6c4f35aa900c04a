import type { Terminal } from '@xterm/xterm'
import type { Screen } from '../channel/screen.ts'
import type { CommandLog } from './command-log.ts'

/** Returns the screen as the control sequences that draw it. */
export type ReadScreen = () => Promise<{ cols: number; rows: number; text: string }>

/** Receives everything that is written to one emulator. */
export interface ScreenRecorder {
  output(data: string | Uint8Array): void
  resized(size: { cols: number; rows: number }): void
  /** Sets the screen that a recording starts from, until the returned function is called. */
  watch(readScreen: ReadScreen): () => void
}

export interface XtermScreenOptions {
  terminal: Terminal
  commands: CommandLog
  recorder: ScreenRecorder
  /** Maps the emulator's data to what the shell receives. */
  toInput: (text: string) => string
}

/** The sequence with which a program resets a terminal. */
const RESET = '\u001Bc'

/** True while a listener for keys, the mouse or a paste runs. The emulator answers queries while it parses, and that can be inside another event. */
const isTyped = (): boolean => globalThis.event instanceof UIEvent || globalThis.event instanceof ClipboardEvent

/** The emulator as a channel sees it; output also goes to the recorder, and marks to the command log. */
export function makeScreen({ terminal, commands, recorder, toInput }: XtermScreenOptions): Screen {
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
    onData: (listener) => terminal.onData((text) => listener(toInput(text), isTyped())),
    onBinary: (listener) => terminal.onBinary((bytes) => listener(bytes, isTyped())),
  }
}

/** Reads the screen without its scrollback. The add-on is loaded only when a recording starts. */
export async function readScreen(terminal: Terminal): ReturnType<ReadScreen> {
  const { SerializeAddon } = await import('@xterm/addon-serialize')
  const addon = new SerializeAddon()
  terminal.loadAddon(addon)
  // Waits until earlier output is parsed; the recorder receives later output itself.
  await new Promise<void>((resolve) => terminal.write('', resolve))
  const text = addon.serialize({ scrollback: 0 })
  addon.dispose()
  return { cols: terminal.cols, rows: terminal.rows, text }
}
