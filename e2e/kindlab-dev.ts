/** Starts `./kindlab dev` with shells of this machine, on free ports, with a data folder of its own. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { freePort } from './kindlab-server.ts'
import { ownOrigin } from './own-origins.ts'

export interface KindlabDev extends AsyncDisposable {
  readonly origin: string
  /** What it has printed so far, with what its server has logged. */
  log(): string
}

/** The first page is compiled while somebody waits for it. */
const READY_MS = 180_000

export async function startKindlabDev(): Promise<KindlabDev> {
  const data = await mkdtemp(join(tmpdir(), 'kindlab-dev-'))
  const [site, server] = [await freePort(), await freePort()]
  const ports = ['--port', String(site), '--server-port', String(server)]
  const settings = ['KINDLAB_PROVIDER=local', `KINDLAB_DATA=${data}`]
  let output = ''
  const child = spawn('env', [...settings, process.execPath, 'scripts/cli.ts', 'dev', ...ports], { stdio: 'pipe' })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = once(child, 'exit')
  const origin = ownOrigin(`http://127.0.0.1:${site}`)
  const dispose = async () => {
    child.kill('SIGTERM')
    await ended
    await rm(data, { recursive: true, force: true })
  }
  const isReady = await Promise.race([untilAnswers(`${origin}/api/session`), ended.then(() => false)])
  if (!isReady) {
    await dispose()
    throw new Error(`./kindlab dev did not answer in ${READY_MS / 1_000} s:\n${output}`)
  }
  return { origin, log: () => output, [Symbol.asyncDispose]: dispose }
}

async function untilAnswers(url: string): Promise<boolean> {
  const deadline = Date.now() + READY_MS
  while (Date.now() < deadline) {
    // oxlint-disable-next-line no-await-in-loop -- asks again until somebody answers
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok === true) return true
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  return false
}
