import { Unicode11Addon } from '@xterm/addon-unicode11'
import type { ITerminalAddon, IUnicodeVersionProvider, Terminal } from '@xterm/headless'

/** More combining characters than any script stacks on one letter. */
const MAX_JOINED = 16
const VERSION = '11-bounded'

/**
 * Gives the terminal the same character widths as the page (Unicode 11), with a limit of combining characters per cell.
 * Without the limit, endless combining characters would grow one cell of the mirror until the server runs out of memory.
 *
 * @param onJoined called for each character that joins the one before it
 */
export function installCharacterWidths(terminal: Terminal, onJoined: () => void = () => undefined): void {
  let widths: IUnicodeVersionProvider | undefined
  const unicode = { register: (provider: IUnicodeVersionProvider) => (widths = provider) }
  const addon: ITerminalAddon = new Unicode11Addon()
  // The add-on does not export its table, it only registers it. The proxy intercepts that registration.
  addon.activate(
    new Proxy(terminal, { get: (target, key) => (key === 'unicode' ? unicode : Reflect.get(target, key)) }),
  )
  if (widths === undefined) throw new Error('the Unicode 11 add-on registered nothing')
  terminal.unicode.register(bounded(widths, onJoined))
  terminal.unicode.activeVersion = VERSION
}

/** xterm passes the result of `charProperties` to the next call: bit 0 is "joins", bits 1 and 2 the width. The count uses the free bits above. */
function bounded(widths: IUnicodeVersionProvider, onJoined: () => void): IUnicodeVersionProvider {
  return {
    version: VERSION,
    wcwidth: (codepoint) => widths.wcwidth(codepoint),
    charProperties: (codepoint, preceding) => {
      const properties = widths.charProperties(codepoint, preceding & 0b111)
      if ((properties & 1) === 0) return properties
      onJoined()
      const joined = (preceding >> 3) + 1
      const standsAlone = 0b010
      return joined > MAX_JOINED ? standsAlone : properties | (joined << 3)
    },
  }
}
