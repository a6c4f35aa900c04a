/**
 * Builds the container image and starts it with compose.yaml. The base image is made from packages. The stages of the Dockerfile that download or
 * build parts are replaced by the parts of this checkout, so that the build takes seconds.
 */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { copyRuntimePackages } from '#scripts/bundle/runtime-packages.ts'
import { readEnvironment } from '#scripts/environment.ts'
import { findKind } from '#scripts/setup/install-kind.ts'
import { describeMachine } from '#scripts/setup/machine.ts'
import { siteFolder } from '#scripts/setup/site-export.ts'

const machine = await describeMachine(readEnvironment())
const tag = randomBytes(4).toString('hex')
const image = `kindlab/app:test-${tag}`
const project = `kindlab-test-${tag}`
let port: number

async function run(...argv: string[]): Promise<string> {
  const env = { KINDLAB_IMAGE: image, KINDLAB_INSTANCE: project, KINDLAB_PORT: String(port), KINDLAB_POOL: '0' }
  const result = await machine.run(argv, { env })
  assert.equal(result.exitCode, 0, result.lastLines.join('\n'))
  return result.stdout
}

const compose = (...args: string[]) => run('docker', 'compose', '--project-name', project, ...args)

/** The results of the stages `kind`, `packages` and `site`. */
async function writeParts(folder: string): Promise<void> {
  const kind = await findKind(machine)
  assert.ok(kind !== undefined)
  await mkdir(join(folder, 'kind/out'), { recursive: true })
  await cp(kind, join(folder, 'kind/out/kind'))
  await copyRuntimePackages(machine.checkout, join(folder, 'packages/opt/kindlab'))
  await cp(siteFolder(machine), join(folder, 'site/site'), { recursive: true, dereference: true })
}

before(async () => {
  port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'kindlab-image-'))
  try {
    await Promise.all([writeParts(folder), run('docker/app/bases.sh', 'node')])
    const parts = ['kind', 'packages', 'site'].map((name) => `--build-context=${name}=${join(folder, name)}`)
    const build = [
      '--file=docker/app/Dockerfile',
      '--build-arg=BASE_IMAGE=kindlab/base:node',
      `--tag=${image}`,
      '--load',
    ]
    await run('docker', 'buildx', 'build', ...build, ...parts, '.')
  } finally {
    await rm(folder, { recursive: true })
  }
  await compose('up', '--detach', '--no-build', '--wait', '--wait-timeout', '120')
})

after(async () => {
  await compose('stop')
  await compose('run', '--rm', 'kindlab', 'kindlab', 'down', '--sandboxes')
  await compose('down', '--volumes')
  await run('docker', 'image', 'rm', image)
})

test('the container is healthy, serves the site, and runs ./kindlab', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/`)
  assert.equal(answer.status, 200)
  assert.match(await answer.text(), /Kindlab/)
  assert.match(await compose('exec', '--no-TTY', 'kindlab', 'kindlab', '--help'), /doctor/)
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  assert.ok(address !== null && typeof address !== 'string')
  return address.port
}
