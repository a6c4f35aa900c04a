import { Unicode11Addon } from '@xterm/addon-unicode11'
import type { ITerminalAddon, IUnicodeVersionProvider, Terminal } from '@xterm/headless'

/** More than any script stacks on one letter. */
const MAX_JOINED = 16
const VERSION = '11-bounded'

/**
 * Gives the mirror the same character widths as the page (Unicode 11), with a bound: without one, a program that prints combining characters
 * for ever grows a single cell of the mirror until the server has no memory left.
 */
export function useCharacterWidths(terminal: Terminal): void {
  let widths: IUnicodeVersionProvider | undefined
  const unicode = { register: (provider: IUnicodeVersionProvider) => (widths = provider) }
  const addon: ITerminalAddon = new Unicode11Addon()
  // The add-on keeps its table to itself and only registers it; so we stand in for what it registers with.
  addon.activate(
    new Proxy(terminal, { get: (target, key) => (key === 'unicode' ? unicode : Reflect.get(target, key)) }),
  )
  if (widths === undefined) throw new Error('the Unicode 11 add-on registered nothing')
  terminal.unicode.register(bounded(widths))
  terminal.unicode.activeVersion = VERSION
}

/** `charProperties` hands a number from character to character: bit 0 whether it joins, bits 1 and 2 the width, the rest is ours to count with. */
function bounded(widths: IUnicodeVersionProvider): IUnicodeVersionProvider {
  return {
    version: VERSION,
    wcwidth: (codepoint) => widths.wcwidth(codepoint),
    charProperties: (codepoint, preceding) => {
      const properties = widths.charProperties(codepoint, preceding & 0b111)
      if ((properties & 1) === 0) return properties
      const joined = (preceding >> 3) + 1
      const standsAlone = 0b010
      return joined > MAX_JOINED ? standsAlone : properties | (joined << 3)
    },
  }
}
