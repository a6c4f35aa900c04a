import assert from 'node:assert/strict'
import { relative } from 'node:path'
import test from 'node:test'
import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import { SOUND_COURSE } from '#course/fixtures/sound-course.ts'
import { lintCourse } from '#course/lint/lint-course.ts'
import { makeLesson } from '#scripts/course-new.ts'

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

test('a lesson that is there is left alone', async () => {
  await using course = await makeCourseFolder(SOUND_COURSE)
  await assert.rejects(makeLesson(course.path, 'basics/first-pod'), /There is a lesson .*01-first-pod already/)
})

test('a name that is no name is refused', async () => {
  await using course = await makeCourseFolder({})
  for (const name of ['lesson', 'a/b/c', '../x', 'A/b', '01-a/b']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await assert.rejects(makeLesson(course.path, name), /is not <module>\/<lesson>/)
  }
})
