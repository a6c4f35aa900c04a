import type { Terminal } from '@xterm/xterm'

/** Shows the text of an unfinished composition at the cursor. Uses the element that xterm.js has for its own compositions. */
export function showComposition(terminal: Terminal, text: string): void {
  const view = terminal.element?.querySelector<HTMLElement>('.composition-view')
  const screen = terminal.element?.querySelector<HTMLElement>('.xterm-screen')
  if (view == null || screen == null) return
  view.textContent = text
  view.classList.toggle('active', text !== '')
  if (text === '') return
  const { cursorX, cursorY } = terminal.buffer.active
  const width = screen.clientWidth / terminal.cols
  const height = screen.clientHeight / terminal.rows
  Object.assign(view.style, {
    left: `${Math.min(cursorX, terminal.cols - 1) * width}px`,
    top: `${cursorY * height}px`,
    height: `${height}px`,
    lineHeight: `${height}px`,
    fontFamily: terminal.options.fontFamily ?? '',
    fontSize: `${terminal.options.fontSize}px`,
  })
}
