import type { Sandbox } from '#server/providers/provider.ts'
import { waitFor } from '#server/time/wait-for.ts'
import type { FakeLab } from './fake-lab.ts'
import type { FakePage, PageTerminal } from './fake-page.ts'
import { FakeSite } from './fake-site.ts'

/** A page at a fresh bash prompt. */
export interface TerminalFixture extends AsyncDisposable {
  site: FakeSite
  id: string
  lab: FakeLab
  page: FakePage
  terminal: PageTerminal
  /** Types keys, and waits for a mark after the page's current offset. */
  typeUntil: (keys: string, mark: 'B' | 'C') => Promise<void>
  /** Types a command, and waits until it has started and the next prompt is shown. Resolves with the output that the page received meanwhile. */
  command: (line: string) => Promise<string>
}

const WAIT_MS = 30_000

let lastNumber = 0

export async function openTerminalFixture(sandbox: Sandbox): Promise<TerminalFixture> {
  const site = await FakeSite.start()
  const lab = site.addLab(sandbox)
  const page = await site.page()
  lastNumber = (lastNumber % 80) + 1
  const id = `control-plane-${lastNumber}`
  const terminal = await page.open(1, id)
  const untilMark = (mark: 'B' | 'C', after: number): Promise<void> =>
    page.until(`mark ${mark} after ${after}`, () => terminal.hasMarkAfter(after, mark), WAIT_MS)
  const typeUntil = async (keys: string, mark: 'B' | 'C'): Promise<void> => {
    const after = terminal.offset ?? 0
    page.type(1, keys)
    await untilMark(mark, after)
  }
  await untilMark('B', 0)
  return {
    site,
    id,
    lab,
    page,
    terminal,
    typeUntil,
    command: async (line) => {
      const from = terminal.plain.length
      await typeUntil(`${line}\r`, 'C')
      // A resize redraws the prompt with its mark, so only a prompt after the start of the command counts.
      await untilMark('B', terminal.marks.findLast(({ mark }) => mark === 'C')?.offset ?? 0)
      return terminal.plain.slice(from)
    },
    [Symbol.asyncDispose]: async () => {
      page.sendPageMessage({ type: 'end', terminal: id })
      await waitFor({
        name: 'shell ended',
        deadlineMs: WAIT_MS,
        pauseMs: 50,
        observe: async () => {
          const running = await sandbox.listTerminals('control-plane')
          return running.includes(id) ? { isDone: false, last: running.join(' ') } : { isDone: true, value: undefined }
        },
      })
      await site[Symbol.asyncDispose]()
    },
  }
}
