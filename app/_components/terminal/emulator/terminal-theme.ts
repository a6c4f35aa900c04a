import type { ITheme } from '@xterm/xterm'

/** Returns the value of a CSS variable of the site, or an empty string. */
export type ReadVariable = (name: string) => string

const ANSI = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'brightBlack',
  'brightRed',
  'brightGreen',
  'brightYellow',
  'brightBlue',
  'brightMagenta',
  'brightCyan',
  'brightWhite',
] as const satisfies (keyof ITheme)[]

/** The site's colours as a theme of xterm.js. A missing variable leaves the default of xterm.js. */
export function themeFrom(read: ReadVariable): ITheme {
  const colours = {
    background: read('--terminal-background'),
    foreground: read('--terminal-foreground'),
    cursor: read('--terminal-cursor'),
    cursorAccent: read('--terminal-cursor-text'),
    selectionBackground: read('--terminal-selection'),
    ...Object.fromEntries(ANSI.map((name, index) => [name, read(`--terminal-ansi-${index}`)])),
  }
  return Object.fromEntries(Object.entries(colours).filter(([, colour]) => colour !== ''))
}

/** Programs choose colours without knowing the background: xterm.js adjusts them to this ratio (WCAG 1.4.3, and 1.4.6 in high contrast). */
export function contrastRatioFor(theme: string | undefined): number {
  return theme === 'contrast' ? 7 : 4.5
}
