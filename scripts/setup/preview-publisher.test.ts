import assert from 'node:assert/strict'
import { cp, mkdir, mkdtempDisposable, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { loadCourse } from '#course/load.ts'
import { readEnvironment } from '#scripts/environment.ts'
import { PreviewPublisher } from './preview-publisher.ts'
import { hashInputs } from './input-hash.ts'
import { readVersion } from './site-version.ts'

const { checkout } = readEnvironment()

/** A copy of the course that the test changes. */
async function openCourse() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-saves-'))
  const contentFolder = join(folder.path, 'content')
  const siteFolder = join(folder.path, 'dev', 'site')
  await cp(join(checkout, 'content'), contentFolder, { recursive: true })
  const printed: string[] = []
  const saves = new PreviewPublisher({ contentFolder, siteFolder, print: (line) => printed.push(line) })
  const lesson = join(contentFolder, '01-the-node', '01-hands-and-feet', 'lesson.mdx')
  const write = async (change: (text: string) => string) => writeFile(lesson, change(await readFile(lesson, 'utf8')))
  const version = async () => (await readVersion(siteFolder))?.version
  const stopped = new AbortController()
  let following: Promise<void> | undefined
  const follow = () => {
    following = saves.follow(stopped.signal)
  }
  const dispose = async () => {
    stopped.abort()
    await following
    await folder.remove()
  }
  return {
    saves,
    printed,
    lesson,
    contentFolder,
    write,
    version,
    siteFolder,
    follow,
    [Symbol.asyncDispose]: dispose,
  }
}

/** Aborts at the end of the test, so that a failed test ends too. */
async function until(t: TestContext, isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setImmediate(undefined, { signal: t.signal })
}

test('publishes a save, and equal content only once', async () => {
  await using course = await openCourse()
  await course.saves.publish()
  const first = await course.version()
  assert.ok(first !== undefined)
  await course.saves.publish()
  assert.equal(await course.version(), first)
  await course.write((text) => `${text}\nOne more line.\n`)
  await course.saves.publish()
  assert.notEqual(await course.version(), first)
})

test('prints the problem of a broken lesson with its place, keeps the previous version, and publishes the fixed one', async () => {
  await using course = await openCourse()
  await course.saves.publish()
  const sound = await course.version()
  await course.write((text) => text.replace('minutes: 20', 'minutes: soon'))
  await course.saves.publish()
  assert.match(course.printed.join('\n'), /^content\/01-the-node\/01-hands-and-feet\/lesson\.mdx:\d+:\d+: /m)
  assert.equal(await course.version(), sound)
  await course.write((text) => text.replace('minutes: soon', 'minutes: 25'))
  await course.saves.publish()
  assert.notEqual(await course.version(), sound)
})

test('a server that starts while a save is broken reads the last published course', async () => {
  await using course = await openCourse()
  await course.saves.publish()
  const minutes = async () => (await loadCourse(course.saves.courseFolder)).modules[0]?.lessons[0]?.minutes
  await course.write((text) => text.replace('minutes: 20', 'minutes: soon'))
  await course.saves.publish()
  assert.equal(await minutes(), 20)
  await course.write((text) => text.replace('minutes: soon', 'minutes: 20'))
  await course.saves.publish()
  assert.equal(await minutes(), 20)
  await course.write((text) => text.replace('minutes: 20', 'minutes: 25'))
  await course.saves.publish()
  assert.equal(await minutes(), 25)
})

test('waits until a course that is broken at the start is fixed', { timeout: 120_000 }, async (t) => {
  await using course = await openCourse()
  await course.write((text) => text.replace('minutes: 20', 'minutes: soon'))
  course.follow()
  await until(t, async () => course.printed.length > 0)
  assert.deepEqual(
    [course.printed.at(-1), await course.version()],
    ['The site starts after these problems are fixed.', undefined],
  )
  const published = course.saves.untilPublished()
  await course.write((text) => text.replace('minutes: soon', 'minutes: 20'))
  await published
  assert.notEqual(await course.version(), undefined)
})

test('follows saves until it is aborted', { timeout: 120_000 }, async (t) => {
  await using course = await openCourse()
  await course.saves.publish()
  const first = await course.version()
  course.follow()
  await course.write((text) => `${text}\nWritten while it is followed.\n`)
  await until(t, async () => (await course.version()) !== first)
})

test('publishes a save that arrives during a publication', { timeout: 120_000 }, async (t) => {
  await using course = await openCourse()
  await course.saves.publish()
  course.follow()
  // Without a pause, so that most saves arrive during a publication.
  for (let save = 1; save <= 30; save++) await course.write((text) => `${text}\nSave ${save}.\n`)
  const last = await hashInputs(course.contentFolder, ['.'])
  await until(t, async () => last.startsWith((await course.version()) ?? 'none'))
})

test('follows a save that replaces the file, as editors do', { timeout: 120_000 }, async (t) => {
  await using course = await openCourse()
  await course.saves.publish()
  course.follow()
  for (const line of ['first', 'second', 'third']) {
    const before = await course.version()
    const written = join(course.contentFolder, '..', 'written')
    await writeFile(written, `${await readFile(course.lesson, 'utf8')}\nThe ${line} one.\n`)
    await rename(written, course.lesson)
    await until(t, async () => (await course.version()) !== before)
  }
})

test('prints the error of a failed publication, and publishes the next save', { timeout: 120_000 }, async (t) => {
  await using course = await openCourse()
  const versions = join(course.siteFolder, '..', 'versions')
  await mkdir(join(course.siteFolder, '..'), { recursive: true })
  await writeFile(versions, 'a file where a folder has to be')
  course.follow()
  await course.write((text) => `${text}\nOne line.\n`)
  await until(t, async () => course.printed.length > 0)
  assert.match(course.printed[0] ?? '', /^This save is not published; .*versions/)
  await rm(versions)
  await course.write((text) => `${text}\nAnother line.\n`)
  await until(t, async () => (await course.version()) !== undefined)
})
