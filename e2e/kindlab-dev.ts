/** Starts `./kindlab dev` with shells of this machine, on free ports, with its own data folder. */
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
  /** Output so far, including the log of its server. */
  log(): string
}

/** Next.js compiles the first page on request. */
const READY_MS = 180_000

export async function startKindlabDev(): Promise<KindlabDev> {
  const data = await mkdtemp(join(tmpdir(), 'kindlab-dev-'))
  const [site, server] = [await freePort(), await freePort()]
  const ports = ['--port', String(site), '--server-port', String(server)]
  const settings = ['KINDLAB_PROVIDER=local', 'KINDLAB_LOCAL_ACCESS=open', `KINDLAB_DATA=${data}`]
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
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok === true) return true
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  return false
}
