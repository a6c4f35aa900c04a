/** `./kindlab service` under a real systemd: a container of the node image, with this checkout and the provider `local`. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import process from 'node:process'
import { after, before, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import { runCommand } from '#scripts/run-command.ts'
import { readEnvironment } from '#scripts/environment.ts'
import { readProcessConfig } from '#server/config.ts'
import { formatUnit } from './unit-text.ts'

const { nodeImage } = readProcessConfig()
const { cacheFolder, checkout, variables } = readEnvironment()
const NAME = `kindlab-service-${process.pid}`
const PORT = '7000'
/** The Node of this process, beside the programs of the node image. */
const NODE_FOLDER = '/opt/node/bin'

const State = z.object({ active: z.string(), pid: z.number(), restarts: z.number(), isEnabled: z.boolean() })

interface Answer {
  exitCode: number
  text: string
}

async function docker(...args: string[]): Promise<Answer> {
  const { exitCode, stdout, stderr } = await runCommand(['docker', ...args], { env: variables, timeoutMs: 180_000 })
  return { exitCode, text: exitCode === 0 ? stdout : `${stdout}\n${stderr}` }
}

/** Runs a command in the machine with systemd. */
async function inside(...command: string[]): Promise<Answer> {
  const settings = ['KINDLAB_PROVIDER=local', 'KINDLAB_CACHE=/var/kindlab', 'KINDLAB_ACCESS_CODE=quiet "river" $x']
  const env = [...settings, `PATH=${NODE_FOLDER}:/usr/bin:/bin:/usr/sbin:/sbin`, 'HOME=/root'].flatMap((one) => [
    '--env',
    one,
  ])
  return docker('exec', ...env, '--workdir', checkout, NAME, ...command)
}

async function service(...args: string[]): Promise<Answer> {
  return inside('node', 'scripts/cli.ts', ...args)
}

async function readState(): Promise<z.infer<typeof State>> {
  return State.parse(JSON.parse((await service('service', 'status', '--json')).text))
}

async function untilAlive(): Promise<void> {
  const waitedUntil = performance.now() + 120_000
  const probe = `fetch('http://127.0.0.1:${PORT}/livez').then(({ status }) => process.exit(status === 200 ? 0 : 1), () => process.exit(1))`
  while ((await inside('node', '--eval', probe)).exitCode !== 0) {
    assert.ok(performance.now() < waitedUntil, `no server: ${(await inside('journalctl', '--unit', 'kindlab')).text}`)
    await delay(200)
  }
}

async function untilBooted(): Promise<void> {
  const waitedUntil = performance.now() + 120_000
  while ((await inside('systemctl', 'is-active', 'multi-user.target')).exitCode !== 0) {
    assert.ok(performance.now() < waitedUntil, 'systemd does not start')
    await delay(200)
  }
}

before(async () => {
  // The site is exported already; its stamp prevents a second export.
  const paths = [
    `${checkout}:${checkout}`,
    `${process.execPath}:${NODE_FOLDER}/node:ro`,
    `${join(cacheFolder, 'stamps')}:/var/kindlab/stamps`,
  ]
  const mounts = paths.flatMap((path) => ['--volume', path])
  const flags = ['--privileged', '--tmpfs', '/run', '--tmpfs', '/tmp', '--network', 'none', '--cgroupns', 'private']
  const started = await docker('run', '--detach', '--name', NAME, ...flags, '--volume', '/var', ...mounts, nodeImage)
  assert.equal(started.exitCode, 0, started.text)
  await untilBooted()
  await inside('systemctl', 'stop', 'kubelet', 'containerd')
})

after(async () => {
  await docker('rm', '--force', '--volumes', NAME)
})

test('systemd runs the server, starts it again after kill -9, and starts it with the machine', async () => {
  const missing = await service('service', 'status')
  assert.deepEqual([missing.exitCode, missing.text.trim()], [3, 'kindlab.service: not installed'])

  const installed = await service('service', 'install', '--port', PORT)
  assert.equal(installed.exitCode, 0, installed.text)
  await untilAlive()
  const first = await readState()
  assert.deepEqual([first.active, first.isEnabled, first.restarts], ['active', true, 0])
  const { text: score } = await inside('systemctl', 'show', '--property=OOMScoreAdjust', 'kindlab')
  assert.equal(score.trim(), 'OOMScoreAdjust=-900')

  // The access code is in a file for its owner, and arrives unchanged.
  const { text: mode } = await inside('stat', '--format', '%a', '/var/kindlab/run/service.env')
  assert.equal(mode.trim(), '600')
  const { text: environment } = await inside('cat', `/proc/${first.pid}/environ`)
  assert.ok(environment.split('\0').includes('KINDLAB_ACCESS_CODE=quiet "river" $x'))
  const { text: shown } = await inside('systemctl', 'show', 'kindlab')
  assert.equal(shown.includes('river'), false)

  await inside('kill', '-9', String(first.pid))
  await delay(300)
  await untilAlive()
  const second = await readState()
  assert.notEqual(second.pid, first.pid)
  assert.equal(second.restarts, 1)
  assert.match(
    (await service('service', 'status')).text,
    /^kindlab\.service: process \d+, running for .*started again once/,
  )

  // `up` uses the unit, and finds nothing to change.
  const up = await service('up', '--port', PORT)
  assert.match(up.text, /Server: already running \(kindlab\.service: process/)

  assert.equal((await docker('restart', NAME)).exitCode, 0)
  await untilBooted()
  await untilAlive()
  assert.equal((await readState()).active, 'active')

  const down = await service('down')
  assert.match(down.text, /stopped; kindlab\.service starts it again with the machine/)
  assert.equal((await service('service', 'status')).exitCode, 3)

  const removed = await service('service', 'remove')
  assert.equal(removed.exitCode, 0, removed.text)
  assert.equal((await inside('test', '-e', '/etc/systemd/system/kindlab.service')).exitCode, 1)
  assert.equal((await inside('test', '-e', '/var/kindlab/run/service.env')).exitCode, 1)
})

test('systemd finds no fault in the unit for clusters, and the server runs within its limits', async () => {
  // The settings of a service with local shells, in a unit as clusters have it.
  await service('service', 'install', '--port', PORT)
  const path = '/etc/systemd/system/kindlab.service'
  const environmentFile = '/var/kindlab/run/service.env'
  const unit = { checkout, node: `${NODE_FOLDER}/node`, environmentFile, hasLocalShells: false, version: 252 }
  for (const scope of ['user', 'system'] as const) {
    await inside('bash', '-c', 'cat <<<"$1" >"$2"', 'bash', formatUnit({ ...unit, scope }), path)
    const verified = await inside('env', 'XDG_RUNTIME_DIR=/run', 'systemd-analyze', `--${scope}`, 'verify', path)
    assert.deepEqual([verified.exitCode, verified.text.trim()], [0, ''])
  }
  await inside('systemctl', 'daemon-reload')
  await inside('systemctl', 'restart', 'kindlab')
  await untilAlive()
  const { text: shown } = await inside('systemctl', 'show', '--property=ProtectSystem,NoNewPrivileges', 'kindlab')
  assert.deepEqual(shown.trim().split('\n').toSorted(byText), ['NoNewPrivileges=yes', 'ProtectSystem=full'])
  assert.equal((await readState()).active, 'active')
})

function byText(one: string, other: string): number {
  return one < other ? -1 : 1
}
