import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { startProcess } from './child-process.ts'

const run = promisify(execFile)

/** An X server without a monitor. Its keys take the way of real ones: layout, dead keys, commands of the browser. */
export interface VirtualScreen extends AsyncDisposable {
  /** The variables of a browser that uses it. */
  readonly env: Readonly<Record<string, string>>
  /** @param layout a name of XKB, such as `de` */
  setLayout(layout: string): Promise<void>
  /** Gives the focus to the browser, as a window manager does: its window, and the page in it. */
  focusPage(): Promise<void>
  /** Presses keys one after the other. @param keys names of X such as `dead_acute`, or `ctrl+58` with the number of a key */
  pressKeys(...keys: string[]): Promise<void>
}

export async function openVirtualScreen(): Promise<VirtualScreen> {
  const server = await startProcess(['Xvfb', '-displayfd', '1', '-screen', '0', '1366x900x24', '-nolisten', 'tcp'], {
    pattern: /^(\d+)$/m,
  })
  // The compositions of GTK itself, whatever input methods the machine has.
  const env = { DISPLAY: `:${server.announced}`, GTK_IM_MODULE: 'gtk-im-context-simple', LC_ALL: 'C.UTF-8' }
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const runThere = (program: string, ...args: string[]) => run('env', [...variables, program, ...args])
  return {
    env,
    setLayout: async (layout) => {
      // A variant is in brackets: `us(intl)`.
      const [name = '', variant = ''] = layout.split(/[()]/)
      await runThere('setxkbmap', '-layout', name, '-variant', variant)
    },
    focusPage: async () => {
      const window = ['search', '--sync', '--onlyvisible', '--name', '.', 'windowfocus', '--sync']
      await runThere('xdotool', ...window, 'mousemove', '600', '600', 'click', '1')
    },
    pressKeys: async (...keys) => {
      await runThere('xdotool', 'key', ...keys)
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  }
}
