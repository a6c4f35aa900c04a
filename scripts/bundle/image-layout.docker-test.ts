import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readEnvironment } from '#scripts/environment.ts'
import { describeMachine } from '#scripts/setup/machine.ts'
import { loadImages, saveImages } from './image-layout.ts'

test('Docker loads images from a layout with compressed layers, with their names and their content', async (t) => {
  const machine = await describeMachine(readEnvironment())
  const folder = await mkdtemp(join(tmpdir(), 'kindlab-layout-'))
  const name = `kindlab/layout-test:${randomBytes(4).toString('hex')}`
  const names = [name, `${name}-changed`]
  t.after(async () => {
    await docker('image', 'rm', ...names)
    await rm(folder, { recursive: true })
  })
  const docker = (...args: string[]) => machine.run(['docker', ...args])
  const idsOf = async () => (await docker('image', 'inspect', '--format', '{{.Id}} {{.Size}}', ...names)).stdout

  await mkdir(join(folder, 'root'))
  await writeFile(join(folder, 'root/large'), 'the same line\n'.repeat(100_000))
  await machine.run(['bash', '-c', 'tar -C "$1" -c . | docker import - "$2"', 'bash', join(folder, 'root'), name])
  // A second image on the same layer.
  await machine.run(['docker', 'build', '--quiet', '--tag', `${name}-changed`, '-'], {
    input: `FROM ${name}\nLABEL x=y\n`,
  })
  const before = await idsOf()

  await saveImages(machine, names, join(folder, 'layout'))
  assert.equal(
    (await readdir(join(folder, 'layout/blobs/sha256'))).length,
    5,
    'two manifests, two configurations, one layer',
  )
  await docker('image', 'rm', ...names)
  assert.equal(await idsOf(), '\n')
  await loadImages(machine, join(folder, 'layout'), () => undefined)
  assert.equal(await idsOf(), before)
})
