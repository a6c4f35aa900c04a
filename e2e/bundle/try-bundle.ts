/**
 * Installs Kindlab from a bundle without a network, and does the first steps of a learner in a real browser.
 *
 *   node e2e/bundle/try-bundle.ts <bundle>
 *
 * Everything runs in a network namespace with a Docker daemon of its own. The home folder, the cache and the daemon are empty. The only way out of
 * the namespace is an interface without a network behind it, which counts the packets. Needs root, Docker's programs and Chromium.
 */
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { PrivateDocker } from '../outages/private-docker.ts'
import { type Offline, openOffline } from './offline.ts'

const PORT = 7000

const [archive] = process.argv.slice(2)
if (archive === undefined) throw new Error('usage: node e2e/bundle/try-bundle.ts <bundle>')

await using stack = new AsyncDisposableStack()
const home = await mkdtemp(join(tmpdir(), 'kindlab-offline-'))
stack.defer(() => rm(home, { recursive: true, force: true }))
const docker = stack.use(await PrivateDocker.start())
const offline = await openOffline(docker, home)

const folder = join(home, 'kindlab')
await mkdir(folder)
await timed('the archive is unpacked', () =>
  offline.run(['tar', '--strip-components=1', '-xf', resolve(archive)], { cwd: folder }),
)
await refuseDamage(offline, folder)
const kindlab = (...args: string[]) => offline.run(['./kindlab', ...args], { cwd: folder })
let link = ''
await timed('./kindlab up', async () => {
  const { output } = await kindlab('up', '--port', String(PORT))
  // The link gives the browser access.
  link = /^http\S+$/m.exec(output)?.[0] ?? ''
})
stack.defer(async () => {
  await kindlab('down', '--sandboxes')
})
await timed('the first lesson in the browser', () =>
  offline.run([process.execPath, resolve('e2e/try-site.ts'), link], { cwd: process.cwd() }),
)
await timed('a second ./kindlab up', () => kindlab('up', '--port', String(PORT)))
const packets = await offline.countPacketsOut()
if (packets !== 0) throw new Error(`${packets} packets left the namespace`)
say('no packet left the namespace')

/** Flips one byte in the middle of the largest part. `up` has to refuse it by its name. */
async function refuseDamage(machine: Offline, bundle: string): Promise<void> {
  const script = 'ls -S images/cluster/blobs/sha256/* | head -n 1'
  const name = (await machine.run(['bash', '-c', script], { cwd: bundle, isQuiet: true })).output.trim()
  await flip(join(bundle, name))
  const { exitCode, output } = await machine.run(['./kindlab', 'up'], { cwd: bundle, mayFail: true })
  await flip(join(bundle, name))
  if (exitCode !== 65 || !output.includes(`${name}: FAILED`)) throw new Error(`a flipped byte in ${name} was accepted`)
  say(`a flipped byte in ${name} is refused`)
}

async function flip(path: string): Promise<void> {
  await using file = await open(path, 'r+')
  const place = Math.floor((await file.stat()).size / 2)
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, place)
  buffer[0] = (buffer[0] ?? 0) ^ 1
  await file.write(buffer, 0, 1, place)
}

async function timed(what: string, run: () => Promise<unknown>): Promise<void> {
  const beganAt = performance.now()
  await run()
  say(`${what}: ${((performance.now() - beganAt) / 1000).toFixed(0)} s`)
}

function say(text: string): void {
  process.stdout.write(`✓ ${text}\n`)
}
