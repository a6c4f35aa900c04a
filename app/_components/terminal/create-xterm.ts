import { Unicode11Addon } from '@xterm/addon-unicode11'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { Terminal } from '@xterm/xterm'
import { LIMITS } from '#protocol/limits.ts'
import type { TerminalPreferences } from './terminal-preferences.ts'
import { contrastRatioFor, themeFrom } from './terminal-theme.ts'
import { openableHost } from './web-address.ts'

/** An emulator in the site's colours, not yet shown. Draws with the DOM: faster than WebGL without a graphics card, and readable by tests. */
export function createXterm({ fontSize, isScreenReader }: TerminalPreferences): Terminal {
  const links = linkHandler()
  const terminal = new Terminal({
    // For character widths and marks of search results.
    allowProposedApi: true,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    fontFamily: fontFamily(),
    fontSize,
    linkHandler: links,
    logLevel: 'off',
    screenReaderMode: isScreenReader,
    scrollback: LIMITS.clientScrollbackLines,
    ...siteColours(),
  })
  terminal.loadAddon(new Unicode11Addon())
  terminal.unicode.activeVersion = '11'
  terminal.loadAddon(new WebLinksAddon(links.activate, links))
  return terminal
}

/** As the document has them now. */
export function siteColours(): { theme: ReturnType<typeof themeFrom>; minimumContrastRatio: number } {
  const style = getComputedStyle(document.documentElement)
  return {
    theme: themeFrom((name) => style.getPropertyValue(name).trim()),
    minimumContrastRatio: contrastRatioFor(document.documentElement.dataset['theme']),
  }
}

/** The emulator measures characters outside the page's styles, where variables mean nothing. */
export function fontFamily(): string {
  const site = getComputedStyle(document.documentElement).getPropertyValue('--font-geist-mono').trim()
  return [site, 'ui-monospace', 'monospace'].filter((family) => family !== '').join(', ')
}

/** A plain click must stay free for selecting, so a link asks for Ctrl or Cmd; and its host is shown first, for a program chose its text. */
function linkHandler() {
  return {
    activate: (event: MouseEvent, text: string) => {
      if (!(event.ctrlKey || event.metaKey) || openableHost(text) === undefined) return
      window.open(text, '_blank', 'noopener,noreferrer')
    },
    hover: ({ target }: MouseEvent, text: string) => {
      const host = openableHost(text)
      if (target instanceof HTMLElement && host !== undefined) target.title = `Ctrl+click opens ${host}`
    },
    leave: ({ target }: MouseEvent) => {
      if (target instanceof HTMLElement) target.removeAttribute('title')
    },
  }
}
