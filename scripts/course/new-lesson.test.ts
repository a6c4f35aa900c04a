import assert from 'node:assert/strict'
import { relative } from 'node:path'
import test from 'node:test'
import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import { SOUND_COURSE } from '#course/fixtures/sound-course.ts'
import { lintCourse } from '#course/lint/lint-course.ts'
import { makeLesson } from './new-lesson.ts'

test('a new lesson in a new module passes lint', async () => {
  await using course = await makeCourseFolder({})
  const folder = await makeLesson(course.path, 'the-node/hands-and-feet')
  assert.equal(relative(course.path, folder), '01-the-node/01-hands-and-feet')
  assert.deepEqual(await lintCourse(course.path), { lessonCount: 1, problems: [] })
})

test('a new lesson comes after the last one of its module, a new module after the last module', async () => {
  await using course = await makeCourseFolder(SOUND_COURSE)
  assert.equal(relative(course.path, await makeLesson(course.path, 'basics/second-pod')), '01-basics/02-second-pod')
  assert.equal(relative(course.path, await makeLesson(course.path, 'more/first')), '02-more/01-first')
  assert.deepEqual((await lintCourse(course.path)).problems, [])
})

test('an existing lesson is not changed', async () => {
  await using course = await makeCourseFolder(SOUND_COURSE)
  await assert.rejects(makeLesson(course.path, 'basics/first-pod'), /The lesson .*01-first-pod exists already/)
})

test('an invalid name is refused', async () => {
  await using course = await makeCourseFolder({})
  for (const name of ['lesson', 'a/b/c', '../x', 'A/b', '01-a/b']) {
    await assert.rejects(makeLesson(course.path, name), /is not <module>\/<lesson>/)
  }
})
