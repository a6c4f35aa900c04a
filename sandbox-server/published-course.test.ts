import assert from 'node:assert/strict'
import { rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import { LESSON, SOUND_COURSE } from '#course/fixtures/sound-course.ts'
import { createLog } from '#server/log.ts'
import { reloadOnPublish, readPublishedCourse } from './published-course.ts'

const FILES = {
  ...Object.fromEntries(Object.entries(SOUND_COURSE).map(([name, text]) => [`content/${name}`, text])),
  'one/version.json': '{"version":"1","lessons":{}}',
  'two/version.json': '{"version":"2","lessons":{}}',
}

/** A course folder and its site, with the exports `one` (published) and `two`. `startReloading` starts reloading. */
async function openRead() {
  const folder = await makeCourseFolder(FILES)
  const at = (name: string) => join(folder.path, name)
  await symlink('one', at('out'))
  const options = { contentFolder: at('content'), siteFolder: at('out'), log: createLog('silent').log }
  const course = await readPublishedCourse(options)
  let stop: (() => Promise<void>) | undefined
  return {
    course,
    startReloading: () => {
      stop = reloadOnPublish({ course, ...options })
    },
    title: () => course.modules[0]?.lessons[0]?.steps[0]?.title,
    writeLesson: (name: string, text: string) => writeFile(at(`content/${LESSON}/${name}`), text),
    publish: async (name: string) => {
      await symlink(name, at('next'))
      await rename(at('next'), at('out'))
    },
    [Symbol.asyncDispose]: async () => {
      await stop?.()
      await folder[Symbol.asyncDispose]()
    },
  }
}

async function openReloading() {
  const read = await openRead()
  read.startReloading()
  return read
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo() && tries < 250; tries += 1) {
    await sleep(20)
  }
}

const STEPS = SOUND_COURSE[`${LESSON}/steps.yaml`] ?? ''

test('a lesson that is published again is the same object with new content', async () => {
  await using site = await openReloading()
  const lesson = site.course.modules[0]?.lessons[0]
  await site.writeLesson('steps.yaml', STEPS.replace('Make a Pod', 'Make two'))
  assert.equal(lesson?.steps[0]?.title, 'Make a Pod')
  await site.publish('two')
  await until(() => lesson?.steps[0]?.title === 'Make two')
  assert.equal(lesson?.steps[0]?.title, 'Make two')
  assert.equal(site.course.modules[0]?.lessons[0], lesson)
})

test('saving a file, or publishing the same version, changes nothing', async () => {
  await using site = await openReloading()
  await site.writeLesson('steps.yaml', STEPS.replace('Make a Pod', 'Make two'))
  await site.publish('one')
  await sleep(200)
  assert.equal(site.course.modules[0]?.lessons[0]?.steps[0]?.title, 'Make a Pod')
})

test('an unreadable course is not used, and is read again when the same version is published again', async () => {
  await using site = await openReloading()
  await site.writeLesson('steps.yaml', '- id: [')
  await site.publish('two')
  await sleep(200)
  assert.equal(site.title(), 'Make a Pod')
  await site.writeLesson('steps.yaml', STEPS.replace('Make a Pod', 'Make two'))
  await site.publish('two')
  await until(() => site.title() === 'Make two')
  assert.equal(site.title(), 'Make two')
})

test('a course published between reading and reloadOnPublish() is read', async () => {
  await using read = await openRead()
  await read.writeLesson('steps.yaml', STEPS.replace('Make a Pod', 'Make two'))
  await read.publish('two')
  read.startReloading()
  await until(() => read.title() === 'Make two')
  assert.equal(read.title(), 'Make two')
})

test('a field that is removed from a lesson disappears from the lesson', async () => {
  await using site = await openReloading()
  const text = SOUND_COURSE[`${LESSON}/lesson.mdx`] ?? ''
  const lesson = site.course.modules[0]?.lessons[0]
  await site.writeLesson('lesson.mdx', text.replace('---\n', '---\ndraw: 1\n'))
  await site.publish('two')
  await until(() => lesson?.draw === 1)
  assert.equal(lesson?.draw, 1)
  await site.writeLesson('lesson.mdx', text)
  await site.publish('one')
  await until(() => lesson?.draw === undefined)
  assert.equal(lesson?.draw, undefined)
})
