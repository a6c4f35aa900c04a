import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { after, before, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { readProcessConfig } from '#server/config.ts'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { KIND_DEFAULTS, KindProvider } from '#server/providers/kind/kind-provider.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { waitFor } from '#server/time/wait-for.ts'
import { testPastes } from './real-paste-suite.ts'
import { testRunBlocks } from './real-run-suite.ts'
import { testRealShell } from './real-shell-suite.ts'
import type { FakePage, PageTerminal } from './testing/fake-page.ts'
import { FakeSite } from './testing/fake-site.ts'
import { makePageTerminal, readScreen, writeTo, type ScreenState } from './testing/screen-cells.ts'

/** Terminals in the node of a real cluster. Needs Docker, the node image and kind. */
const { dockerHost, kindPath, nodeImage } = readProcessConfig()
const provider = new KindProvider({
  ...KIND_DEFAULTS,
  engine: new DockerEngine(dockerHost),
  kind: { binary: kindPath, environment: process.env },
  nodeImage,
  instance: `terminals-${randomBytes(4).toString('hex')}`,
})
const spec = { id: randomBytes(8).toString('hex'), nodeCount: 1, labId: 'lab-1', generation: 1 } as const
const WAIT_MS = 30_000
const booted = Promise.withResolvers<Sandbox>()

before(async () => {
  booted.resolve(await provider.create(spec, { signal: AbortSignal.timeout(600_000), onPhase: () => undefined }))
})
after(() => provider.destroy(spec.id))

testRealShell({ name: 'bash in a node', sandbox: () => booted.promise, tailRuns: 20 })

/** The screen of a terminal like the page's after everything that the page received. */
async function screenOf({ size, snapshots, bytes }: PageTerminal): Promise<ScreenState> {
  const page = makePageTerminal(size)
  const screen = snapshots.at(-1)?.bytes ?? ''
  const output = Buffer.concat(bytes)
  await writeTo(page.terminal, screen)
  await writeTo(page.terminal, output)
  return readScreen(page.terminal)
}

/** Compares two pages at the same offset, because the program continues to print. */
async function assertSameScreen(page: FakePage, one: PageTerminal, other: PageTerminal): Promise<void> {
  await page.until('the same offset', () => one.offset === other.offset, WAIT_MS)
  const [screen, otherScreen] = await Promise.all([screenOf(one), screenOf(other)])
  assert.deepEqual(screen, otherScreen)
}

const programs: { name: string; line: string; ready: string; leave: string }[] = [
  {
    name: 'vim with mouse',
    line: "vim -c 'set mouse=a' /etc/containerd/config.toml",
    ready: 'version',
    leave: ':q!\r',
  },
  { name: 'less', line: 'less /etc/containerd/config.toml', ready: 'version', leave: 'q' },
  { name: 'top', line: 'top -d 50', ready: 'load average', leave: 'q' },
  { name: 'journalctl -f', line: 'journalctl -n 40 -f', ready: 'systemd', leave: '\u0003' },
  { name: 'kubectl get -w', line: 'kubectl get pods -A -w', ready: 'kube-apiserver', leave: '\u0003' },
]
for (const { name, line, ready, leave } of programs) {
  test(`a reload shows the same cells, cursor and modes: ${name}`, { timeout: 120_000 }, async () => {
    await using site = await FakeSite.start()
    site.addLab(await booted.promise)
    const stayed = await site.page()
    const first = await stayed.open(1, 'control-plane-99')
    await stayed.until('the prompt', () => first.hasMarkAfter(0, 'B'), WAIT_MS)
    stayed.type(1, `clear; ${line}\r`)
    await stayed.until('it runs', () => first.marks.at(-1)?.mark === 'C' && first.plain.includes(ready), WAIT_MS)
    const reloaded = await site.page()
    const second = await reloaded.open(1, 'control-plane-99')
    await reloaded.until('the screen', () => second.snapshots.length > 0, WAIT_MS)
    await assertSameScreen(reloaded, second, first)
    const left = second.offset ?? 0
    reloaded.type(1, leave)
    await reloaded.until('the prompt', () => second.hasMarkAfter(left, 'B'), WAIT_MS)
    await assertSameScreen(reloaded, second, first)
  })
}

test(
  'after a restart of the server the shell is the same, and its program redraws the screen',
  { timeout: 120_000 },
  async () => {
    await using site = await FakeSite.start()
    site.addLab(await booted.promise)
    const page = await site.page()
    const terminal = await page.open(1, 'control-plane-98')
    await page.until('the prompt', () => terminal.hasMarkAfter(0, 'B'), WAIT_MS)
    page.type(1, 'echo "pid=$$"\r')
    await page.until('the PID', () => /\npid=\d+\n/.test(terminal.plain), WAIT_MS)
    const pid = /\npid=(\d+)\n/.exec(terminal.plain)?.[1]
    page.type(1, 'less /etc/kubernetes/manifests/kube-apiserver.yaml\r')
    await page.until('less', () => terminal.plain.includes('--advertise-address'), WAIT_MS)
    // The prompt of less is the file's name at first, and a colon from then on.
    const fileLines = async (): Promise<unknown> => (await screenOf(terminal)).rows.slice(0, -1)
    const seen = await fileLines()
    await site.restart()

    const again = await site.page({ writer: page.writer, terminals: page.terminals })
    await again.open(1, 'control-plane-98')
    await waitFor({
      name: 'redrawn',
      deadlineMs: WAIT_MS,
      pauseMs: 100,
      observe: async () => {
        const rows = await fileLines()
        return isDeepStrictEqual(rows, seen)
          ? { isDone: true, value: undefined }
          : { isDone: false, last: JSON.stringify(rows) }
      },
    })
    again.type(1, 'q')
    again.type(1, 'echo "now=$$"\r')
    await again.until('the PID', () => terminal.plain.includes(`\nnow=${pid}\n`), WAIT_MS)
  },
)

test('a page that disconnects in any way leaves no process behind', { timeout: 120_000 }, async () => {
  const sandbox = await booted.promise
  const attachments = async (): Promise<number> => {
    const result = await sandbox.exec({
      node: 'control-plane',
      argv: ['pgrep', '-fc', '[d]tach -a|[l]absh attach'],
      timeoutMs: 5_000,
    })
    return Number(result.stdout.trim())
  }
  const untilNoneIsLeft = (): Promise<void> =>
    waitFor({
      name: 'without an attachment',
      deadlineMs: WAIT_MS,
      pauseMs: 200,
      observe: async () => {
        const count = await attachments()
        return count === 0 ? { isDone: true, value: undefined } : { isDone: false, last: `${count}` }
      },
    })
  {
    await using site = await FakeSite.start()
    site.addLab(sandbox)
    const page = await site.page()
    await page.open(1, 'control-plane-97')
    assert.notEqual(await attachments(), 0)
    page.socket.terminate()
  }
  await untilNoneIsLeft()
  {
    await using site = await FakeSite.start()
    site.addLab(sandbox)
    const page = await site.page()
    await Promise.all([1, 2, 3].map((number) => page.open(number, `control-plane-${90 + number}`)))
  }
  await untilNoneIsLeft()
})

testRunBlocks(() => booted.promise)
testPastes(() => booted.promise)
