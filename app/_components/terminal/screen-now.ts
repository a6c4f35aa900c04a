import type { Terminal } from '@xterm/xterm'

/** What draws the screen as it is, without its history. Loaded only by those who record. */
export async function screenNow(terminal: Terminal): Promise<{ cols: number; rows: number; text: string }> {
  const { SerializeAddon } = await import('@xterm/addon-serialize')
  const addon = new SerializeAddon()
  terminal.loadAddon(addon)
  // What was written before is on the screen; what is written from now on is for the recording to take.
  await new Promise<void>((resolve) => terminal.write('', resolve))
  const text = addon.serialize({ scrollback: 0 })
  addon.dispose()
  return { cols: terminal.cols, rows: terminal.rows, text }
}
