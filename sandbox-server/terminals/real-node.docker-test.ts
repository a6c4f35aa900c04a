import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import process from 'node:process'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readProcessConfig } from '#server/config.ts'
import { DockerEngine } from '#server/providers/kind/docker-engine.ts'
import { KIND_DEFAULTS, KindProvider } from '#server/providers/kind/kind-provider.ts'
import type { Sandbox } from '#server/providers/provider.ts'
import { testRealShell } from './real-shell-suite.ts'
import type { PageTerminal } from './testing/fake-page.ts'
import { FakeSite } from './testing/fake-site.ts'
import { makePageTerminal, readScreen, writeTo, type ScreenState } from './testing/screen-cells.ts'

/** Terminals in the node of a real cluster: needs Docker, the node image and kind, as the provider's own test does. */
const { dockerHost, kindPath, nodeImage } = readProcessConfig()
const provider = new KindProvider({
  ...KIND_DEFAULTS,
  engine: new DockerEngine(dockerHost),
  kind: { binary: kindPath, environment: process.env },
  nodeImage,
  instance: `terminals-${randomBytes(4).toString('hex')}`,
})
const spec = { id: randomBytes(8).toString('hex'), nodeCount: 1, labId: 'lab-1', generation: 1 } as const
const booted = Promise.withResolvers<Sandbox>()

before(async () => {
  booted.resolve(await provider.create(spec, { signal: AbortSignal.timeout(600_000), onPhase: () => undefined }))
})
after(() => provider.destroy(spec.id))

testRealShell({ name: 'bash in a node', sandbox: () => booted.promise, tailRuns: 20 })

/** Everything the page was sent, shown by a terminal like the page's. */
async function screenOf(terminal: PageTerminal): Promise<ScreenState> {
  const page = makePageTerminal(terminal.size)
  await writeTo(page.terminal, terminal.snapshots.at(-1)?.bytes ?? '')
  await writeTo(page.terminal, Buffer.concat(terminal.bytes))
  return readScreen(page.terminal)
}

const programs: [string, string, string][] = [
  ['vim with mouse', "vim -c 'set mouse=a' /etc/containerd/config.toml", ':q!\r'],
  ['less', 'less /etc/containerd/config.toml', 'q'],
  ['top', 'top -d 50', 'q'],
  ['journalctl -f', 'journalctl -n 40 -t no-such-tag -f', '\u0003'],
  ['kubectl get -w', 'kubectl get pods -A -w', '\u0003'],
]
for (const [name, line, leave] of programs) {
  test(`[T7] [T-defect 3] a reload shows the same cells, cursor and modes: ${name}`, { timeout: 60_000 }, async () => {
    await using site = await FakeSite.start()
    site.addLab(await booted.promise)
    const stayed = await site.page()
    const first = await stayed.open(1, 'control-plane-99')
    await stayed.until('the prompt', () => first.control('mark') !== undefined)
    stayed.type(1, `clear; ${line}\r`)
    await stayed.until('it runs', () => first.control('mark')?.mark === 'C')
    await sleep(2_500)
    const startedAt = performance.now()
    const reloaded = await site.page()
    const second = await reloaded.open(1, 'control-plane-99')
    await reloaded.until('the screen', () => second.snapshots.length > 0)
    const tookMs = performance.now() - startedAt
    await sleep(300)
    assert.deepEqual(await screenOf(second), await screenOf(first))
    assert.ok(tookMs < 1_000, `${tookMs} ms`)
    reloaded.type(1, leave)
    await reloaded.until('the prompt', () => second.control('mark')?.mark === 'B')
    assert.deepEqual(await screenOf(second), await screenOf(first))
  })
}

test(
  '[T9] after a restart of the server the shell is the same, and its screen is drawn again',
  { timeout: 60_000 },
  async () => {
    await using site = await FakeSite.start()
    site.addLab(await booted.promise)
    const page = await site.page()
    const terminal = await page.open(1, 'control-plane-98')
    await page.until('the prompt', () => terminal.control('mark')?.mark === 'B')
    page.type(1, 'echo "pid=$$"\r')
    await page.until('the PID', () => /\npid=\d+\n/.test(terminal.plain))
    const pid = /\npid=(\d+)\n/.exec(terminal.plain)?.[1]
    page.type(1, 'less /etc/kubernetes/manifests/kube-apiserver.yaml\r')
    await page.until('less', () => terminal.shown.includes('--advertise-address'))
    await sleep(1_000)
    const seen = await screenOf(terminal)
    await site.restart()

    const startedAt = performance.now()
    const again = await site.page({ writer: page.writer, terminals: page.terminals })
    await again.open(1, 'control-plane-98')
    await again.until('the screen', () => terminal.shown.includes('--advertise-address'))
    assert.ok(performance.now() - startedAt < 5_000)
    await sleep(1_000)
    // less asks for a command with the file's name the first time, and with a colon from then on.
    assert.deepEqual((await screenOf(terminal)).rows.slice(0, -1), seen.rows.slice(0, -1))
    again.type(1, 'q')
    again.type(1, 'echo "now=$$"\r')
    await again.until('the PID', () => terminal.plain.includes(`\nnow=${pid}\n`))
  },
)

test('[T-defect 6] pages that go, however they go, leave no process behind', { timeout: 60_000 }, async () => {
  const sandbox = await booted.promise
  const attachments = async (): Promise<number> => {
    const result = await sandbox.exec({
      node: 'control-plane',
      argv: ['pgrep', '-fc', 'dtach -a|labsh attach'],
      timeoutMs: 5_000,
    })
    return Number(result.stdout.trim())
  }
  {
    await using site = await FakeSite.start()
    site.addLab(sandbox)
    const page = await site.page()
    await page.open(1, 'control-plane-97')
    page.socket.terminate()
  }
  await sleep(5_000)
  const idle = await attachments()
  {
    await using site = await FakeSite.start()
    site.addLab(sandbox)
    const page = await site.page()
    await Promise.all([1, 2, 3].map((number) => page.open(number, `control-plane-${90 + number}`)))
  }
  await sleep(5_000)
  assert.equal(await attachments(), idle)
})
