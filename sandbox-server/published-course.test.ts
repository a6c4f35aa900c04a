import assert from 'node:assert/strict'
import { rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'node:test'
import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import { LESSON, SOUND_COURSE } from '#course/fixtures/sound-course.ts'
import { createLog } from '#server/log.ts'
import { followPublishing, readPublishedCourse } from './published-course.ts'

const FILES = {
  ...Object.fromEntries(Object.entries(SOUND_COURSE).map(([name, text]) => [`content/${name}`, text])),
  'one/version.json': '{"version":"1","lessons":{}}',
  'two/version.json': '{"version":"2","lessons":{}}',
}

/** A server's course beside its site, which is published from `one` to `two`; nobody follows it yet. */
async function openRead() {
  const folder = await makeCourseFolder(FILES)
  const at = (name: string) => join(folder.path, name)
  await symlink('one', at('out'))
  const options = { contentFolder: at('content'), siteFolder: at('out'), log: createLog('silent') }
  const course = await readPublishedCourse(options)
  let stop: (() => Promise<void>) | undefined
  return {
    course,
    follow: () => {
      stop = followPublishing({ course, ...options })
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

async function openFollowed() {
  const read = await openRead()
  read.follow()
  return read
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo() && tries < 250; tries += 1) {
    // oxlint-disable-next-line no-await-in-loop -- looks again and again
    await sleep(20)
  }
}

const STEPS = SOUND_COURSE[`${LESSON}/steps.yaml`] ?? ''

test('a lesson that is published again is the same object with another content', async () => {
  await using followed = await openFollowed()
  const lesson = followed.course.modules[0]?.lessons[0]
  await followed.writeLesson('steps.yaml', STEPS.replace('Make a Pod', 'Make two'))
  assert.equal(lesson?.steps[0]?.title, 'Make a Pod')
  await followed.publish('two')
  await until(() => lesson?.steps[0]?.title === 'Make two')
  assert.equal(lesson?.steps[0]?.title, 'Make two')
  assert.equal(followed.course.modules[0]?.lessons[0], lesson)
})

test('what is only saved, or published in the same version, changes nothing', async () => {
  await using followed = await openFollowed()
  await followed.writeLesson('steps.yaml', STEPS.replace('Make a Pod', 'Make two'))
  await followed.publish('one')
  await sleep(200)
  assert.equal(followed.course.modules[0]?.lessons[0]?.steps[0]?.title, 'Make a Pod')
})

test('a course that cannot be read leaves the one before in place, and is read when the same version is published again', async () => {
  await using followed = await openFollowed()
  await followed.writeLesson('steps.yaml', '- id: [')
  await followed.publish('two')
  await sleep(200)
  assert.equal(followed.title(), 'Make a Pod')
  await followed.writeLesson('steps.yaml', STEPS.replace('Make a Pod', 'Make two'))
  await followed.publish('two')
  await until(() => followed.title() === 'Make two')
  assert.equal(followed.title(), 'Make two')
})

test('what is published after the course was read, and before it is followed, is read', async () => {
  await using read = await openRead()
  await read.writeLesson('steps.yaml', STEPS.replace('Make a Pod', 'Make two'))
  await read.publish('two')
  read.follow()
  await until(() => read.title() === 'Make two')
  assert.equal(read.title(), 'Make two')
})

test('what a lesson does not say any more is gone from it', async () => {
  await using followed = await openFollowed()
  const text = SOUND_COURSE[`${LESSON}/lesson.mdx`] ?? ''
  const lesson = followed.course.modules[0]?.lessons[0]
  await followed.writeLesson('lesson.mdx', text.replace('---\n', '---\ndraw: 1\n'))
  await followed.publish('two')
  await until(() => lesson?.draw === 1)
  assert.equal(lesson?.draw, 1)
  await followed.writeLesson('lesson.mdx', text)
  await followed.publish('one')
  await until(() => lesson?.draw === undefined)
  assert.equal(lesson?.draw, undefined)
})
