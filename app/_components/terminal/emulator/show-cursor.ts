import type { Terminal } from '@xterm/xterm'

/** Scrolls `host` sideways until the cursor is visible. Does nothing while lines fit. */
export function showCursor(terminal: Terminal, host: HTMLElement): void {
  const screen = terminal.element?.querySelector<HTMLElement>('.xterm-screen')
  if (screen == null || screen.clientWidth <= host.clientWidth) return
  const width = screen.clientWidth / terminal.cols
  const left = screen.offsetLeft + terminal.buffer.active.cursorX * width
  const margin = 4 * width
  if (left < host.scrollLeft + margin) host.scrollLeft = left - margin * 2
  else if (left > host.scrollLeft + host.clientWidth - margin) host.scrollLeft = left - host.clientWidth + margin * 2
}
