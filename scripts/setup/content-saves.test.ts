import assert from 'node:assert/strict'
import { cp, mkdir, mkdtempDisposable, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readEnvironment } from '#scripts/environment.ts'
import { ContentSaves } from './content-saves.ts'
import { readVersion } from './publish-version.ts'

const { checkout } = readEnvironment()

/** A copy of the course that is written in. */
async function openCourse() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'kindlab-saves-'))
  const contentFolder = join(folder.path, 'content')
  const siteFolder = join(folder.path, 'dev', 'site')
  await cp(join(checkout, 'content'), contentFolder, { recursive: true })
  const printed: string[] = []
  const saves = new ContentSaves({ contentFolder, siteFolder, print: (line) => printed.push(line) })
  const lesson = join(contentFolder, '01-the-node', '01-hands-and-feet', 'lesson.mdx')
  const write = async (change: (text: string) => string) => writeFile(lesson, change(await readFile(lesson, 'utf8')))
  const version = async () => (await readVersion(siteFolder))?.version
  return { saves, printed, write, version, siteFolder, [Symbol.asyncDispose]: () => folder.remove() }
}

test('a save is published, and the same text once', async () => {
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

test('a broken lesson is told with its place, the one before stays, and a mended one is published', async () => {
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

test('saves are followed until that is ended', { timeout: 120_000 }, async () => {
  await using course = await openCourse()
  await course.saves.publish()
  const first = await course.version()
  const stopped = new AbortController()
  const following = course.saves.follow(stopped.signal)
  await course.write((text) => `${text}\nWritten while it is followed.\n`)
  while ((await course.version()) === first) await new Promise((resolve) => setImmediate(resolve))
  stopped.abort()
  await following
})

test('what keeps one save from being published is told, and the next one is', { timeout: 120_000 }, async () => {
  await using course = await openCourse()
  const versions = join(course.siteFolder, '..', 'versions')
  await mkdir(join(course.siteFolder, '..'), { recursive: true })
  await writeFile(versions, 'a file where a folder has to be')
  const stopped = new AbortController()
  const following = course.saves.follow(stopped.signal)
  await course.write((text) => `${text}\nOne line.\n`)
  while (course.printed.length === 0) await new Promise((resolve) => setImmediate(resolve))
  assert.match(course.printed[0] ?? '', /^This save is not published; .*versions/)
  await rm(versions)
  await course.write((text) => `${text}\nAnother line.\n`)
  while ((await course.version()) === undefined) await new Promise((resolve) => setImmediate(resolve))
  stopped.abort()
  await following
})
