import { Unicode11Addon } from '@xterm/addon-unicode11'
import { WebLinksAddon } from '@xterm/addon-web-links'
import { type ITerminalOptions, Terminal } from '@xterm/xterm'
import { LIMITS } from '#protocol/limits.ts'
import type { TerminalPreferences } from './terminal-preferences.ts'
import { contrastRatioFor, themeFrom } from './terminal-theme.ts'
import { openableHost } from './web-address.ts'

const FONT_TIME_LIMIT_MS = 1_000

/** An emulator in the site's colours, not yet shown. It draws with the DOM: faster than WebGL without a GPU, and tests can read it. */
export function createXterm(
  { fontSize, isScreenReader, isOptionMeta }: TerminalPreferences,
  touch: TouchLinks,
): Terminal {
  const links = linkHandler(touch)
  const terminal = new Terminal({
    // Needed for Unicode versions and search decorations.
    allowProposedApi: true,
    cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    fontFamily: fontFamily(),
    fontSize,
    linkHandler: links,
    logLevel: 'off',
    // On macOS xterm.js uses Option, not Shift, to select while a program uses the mouse.
    macOptionClickForcesSelection: true,
    macOptionIsMeta: isOptionMeta,
    screenReaderMode: isScreenReader,
    scrollback: LIMITS.clientScrollbackLines,
    ...siteColours(),
  })
  terminal.loadAddon(new Unicode11Addon())
  terminal.unicode.activeVersion = '11'
  terminal.loadAddon(new WebLinksAddon(links.activate, links))
  return terminal
}

/** The colours of the document's present theme. */
export function siteColours(): { theme: ReturnType<typeof themeFrom>; minimumContrastRatio: number } {
  const style = getComputedStyle(document.documentElement)
  return {
    theme: themeFrom((name) => style.getPropertyValue(name).trim()),
    minimumContrastRatio: contrastRatioFor(document.documentElement.dataset['theme']),
  }
}

/** The emulator measures characters outside the page's styles, where CSS variables are not defined. */
export function fontFamily(): string {
  const site = getComputedStyle(document.documentElement).getPropertyValue('--font-geist-mono').trim()
  return [site, 'ui-monospace', 'monospace'].filter((family) => family !== '').join(', ')
}

/** Calls `run` once the font is loaded, or after a time limit, unless the returned function is called first. */
export function whenFontLoaded({ fontSize, fontFamily: family }: ITerminalOptions, run: () => void): () => void {
  const waiting = new AbortController()
  const finish = () => {
    if (waiting.signal.aborted) return
    cancel()
    run()
  }
  const timer = setTimeout(finish, FONT_TIME_LIMIT_MS)
  const cancel = () => {
    clearTimeout(timer)
    waiting.abort()
  }
  void document.fonts.load(`${fontSize}px ${family}`).then(finish, finish)
  return cancel
}

export interface TouchLinks {
  /** Whether a mouse event comes from a finger. */
  isTouch: () => boolean
  onTap: (address: string) => void
}

/**
 * Links open with Ctrl or Cmd, because a plain click selects text. Hovering shows the host, because a program chose the text of the link. A
 * finger cannot hover, so a tap offers the link together with its host.
 */
function linkHandler({ isTouch, onTap }: TouchLinks) {
  return {
    activate: (event: MouseEvent, text: string) => {
      if (openableHost(text) === undefined) return
      if (isTouch()) onTap(text)
      else if (event.ctrlKey || event.metaKey) window.open(text, '_blank', 'noopener,noreferrer')
    },
    hover: ({ target }: MouseEvent, text: string) => {
      if (isTouch()) return
      const host = openableHost(text)
      if (target instanceof HTMLElement && host !== undefined) target.title = `Ctrl+click opens ${host}`
    },
    leave: ({ target }: MouseEvent) => {
      if (target instanceof HTMLElement) target.removeAttribute('title')
    },
  }
}
