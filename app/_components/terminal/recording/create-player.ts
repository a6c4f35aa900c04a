import { Unicode11Addon } from '@xterm/addon-unicode11'
import { Terminal } from '@xterm/xterm'
import { fontFamily, siteColours } from '../emulator/create-xterm.ts'
import type { PlaybackScreen } from './playback.ts'

const FONT_SIZE = 13

export interface Player {
  screen: PlaybackScreen
  dispose(): void
}

/**
 * An emulator that only shows output: it takes no keys, and its answers to queries are discarded. Titles, links and clipboard requests are ignored,
 * in case the filter of the recording missed one.
 */
export function createPlayer(host: HTMLElement): Player {
  const terminal = new Terminal({
    allowProposedApi: true,
    cursorBlink: false,
    cursorInactiveStyle: 'outline',
    disableStdin: true,
    fontFamily: fontFamily(),
    fontSize: FONT_SIZE,
    linkHandler: { activate: () => undefined, allowNonHttpProtocols: false },
    logLevel: 'off',
    scrollback: 0,
    ...siteColours(),
  })
  terminal.loadAddon(new Unicode11Addon())
  terminal.unicode.activeVersion = '11'
  for (const code of [0, 1, 2, 8, 52, 133]) terminal.parser.registerOscHandler(code, () => true)
  terminal.open(host)
  // The learner cannot type here, so Tab skips it.
  terminal.textarea?.setAttribute('tabindex', '-1')
  return {
    screen: {
      reset: ({ cols, rows }) => {
        terminal.reset()
        terminal.resize(cols, rows)
      },
      write: (text) => terminal.write(text),
      resize: (cols, rows) => terminal.resize(cols, rows),
    },
    dispose: () => terminal.dispose(),
  }
}
