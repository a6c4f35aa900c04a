/** `./kindlab down --sandboxes` on a real Docker with the objects of two installations. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { after, test } from 'node:test'
import { runCommand } from '#scripts/run-command.ts'
import { readEnvironment } from '#scripts/environment.ts'
import { readProcessConfig } from '#server/config.ts'

const { nodeImage } = readProcessConfig()
const { checkout, variables } = readEnvironment()
const MINE = `mine-${randomBytes(4).toString('hex')}`
const THEIRS = `theirs-${randomBytes(4).toString('hex')}`

async function docker(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runCommand(['docker', ...args], { env: variables, timeoutMs: 120_000 })
  assert.equal(exitCode, 0, stderr)
  return stdout
}

/** A network, a container in it with an anonymous volume, and a named volume, as a sandbox has them. */
async function makeSandbox(instance: string): Promise<void> {
  const label = `kindlab.instance=${instance}`
  await docker('network', 'create', '--internal', '--label', label, instance)
  await docker('volume', 'create', '--label', label, instance)
  const mount = `type=volume,target=/disk,volume-label=${label}`
  const run = ['run', '--detach', '--network', instance, '--label', label, '--mount', mount]
  await docker(...run, '--entrypoint', 'sleep', nodeImage, 'infinity')
}

async function countObjects(instance: string): Promise<number> {
  const filter = ['--quiet', '--filter', `label=kindlab.instance=${instance}`]
  const lists = await Promise.all([
    docker('ps', '--all', ...filter),
    docker('network', 'ls', ...filter),
    docker('volume', 'ls', ...filter),
  ])
  return lists.join('').split('\n').filter(Boolean).length
}

async function down(env: Record<string, string>, ...options: string[]) {
  const argv = [process.execPath, 'scripts/cli.ts', 'down', '--sandboxes', ...options]
  return runCommand(argv, { cwd: checkout, env: { ...variables, ...env }, timeoutMs: 120_000 })
}

after(async () => {
  for (const instance of [MINE, THEIRS]) await down({ KINDLAB_INSTANCE: instance })
})

test('down --sandboxes removes only the objects of its own installation, and those of others only with --yes', async () => {
  await using cache = await mkdtempDisposable(join(tmpdir(), 'kindlab-down-'))
  await mkdir(join(cache.path, 'data'))
  await writeFile(join(cache.path, 'data', 'instance'), `${MINE}\n`)
  await makeSandbox(MINE)
  await makeSandbox(THEIRS)
  assert.deepEqual([await countObjects(MINE), await countObjects(THEIRS)], [4, 4])

  // Without a terminal there is no answer to the question, and nothing is removed.
  const unasked = await down({ KINDLAB_CACHE: cache.path }, '--all-instances')
  assert.deepEqual([unasked.exitCode, await countObjects(MINE)], [64, 4])
  assert.match(unasked.stderr, /--all-instances --yes/)

  const first = await down({ KINDLAB_CACHE: cache.path })
  assert.equal(first.exitCode, 0, first.stderr)
  assert.match(first.stdout, new RegExp(`removed 1 containers, 1 networks, 2 volumes; left those .*${THEIRS}`))
  assert.deepEqual([await countObjects(MINE), await countObjects(THEIRS)], [0, 4])

  const again = await down({ KINDLAB_CACHE: cache.path })
  assert.equal(again.exitCode, 0, again.stderr)
  assert.match(again.stdout, /none found/)
  const theirs = await down({ KINDLAB_CACHE: cache.path, KINDLAB_INSTANCE: THEIRS })
  assert.deepEqual([theirs.exitCode, await countObjects(THEIRS)], [0, 0])
})
