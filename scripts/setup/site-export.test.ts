import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import { LESSON, SOUND_COURSE } from '#course/fixtures/sound-course.ts'
import { readVersion } from './site-version.ts'
import { exportSite, siteFolder } from './site-export.ts'

const FILES = Object.fromEntries(Object.entries(SOUND_COURSE).map(([name, text]) => [`content/${name}`, text]))
const PROGRESS = { line: () => undefined, note: () => undefined, confirm: async () => true }

/** A checkout with a course; the fake build writes the file `meanwhile`. */
async function openCheckout() {
  const folder = await makeCourseFolder(FILES)
  const checkout = folder.path
  let builds = 0
  const save = (file: string, text: string) => writeFile(join(checkout, file), text)
  const publish = async (meanwhile: () => Promise<void> = async () => undefined) => {
    const run = async (argv: readonly string[], options: { env?: Readonly<Record<string, string>> } = {}) => {
      builds += 1
      await mkdir(join(checkout, options.env?.['KINDLAB_EXPORT'] ?? ''), { recursive: true })
      await meanwhile()
      return { argv, exitCode: 0, stdout: '', stderr: '', lastLines: [] }
    }
    return exportSite({ checkout, cacheFolder: join(checkout, 'cache'), run }, PROGRESS)
  }
  const version = () => readVersion(siteFolder({ checkout }))
  return { save, publish, version, builds: () => builds, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}

test('builds the site once for an unchanged course, and again after a change', async () => {
  await using checkout = await openCheckout()
  await checkout.publish()
  const first = await checkout.version()
  assert.deepEqual([(await checkout.publish()).mark, checkout.builds()], ['unchanged', 1])
  await checkout.save(`content/${LESSON}/checks/pod-runs.sh`, '# node: control-plane\nexit 0\n')
  await checkout.publish()
  assert.equal(checkout.builds(), 2)
  assert.notDeepEqual((await checkout.version())?.lessons, first?.lessons)
})

test('does not publish a course that changes during the build, and publishes it on the next run', async () => {
  await using checkout = await openCheckout()
  await checkout.publish()
  const first = await checkout.version()
  await checkout.save('content/glossary.yaml', '- name: kubelet\n  text: An agent.\n')
  const saved = checkout.publish(() => checkout.save('content/glossary.yaml', '- name: kubelet\n  text: Another.\n'))
  await assert.rejects(saved, { message: /content\/ changed during the build/, remedy: 'run the same command again' })
  assert.deepEqual(await checkout.version(), first)
  await checkout.publish()
  assert.notEqual((await checkout.version())?.version, first?.version)
})

test('after another change during a build the next export builds again', async () => {
  await using checkout = await openCheckout()
  await checkout.save('package.json', 'before')
  await checkout.publish(() => checkout.save('package.json', 'meanwhile'))
  await checkout.save('package.json', 'before')
  await checkout.publish()
  assert.equal(checkout.builds(), 2)
})
