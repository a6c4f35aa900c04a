import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import { EXAM_COURSE } from '#course/fixtures/exam-course.ts'
import { LESSON, SOUND_COURSE } from '#course/fixtures/sound-course.ts'
import { describeChange, describeVersion, readVersion } from './site-version.ts'

const INPUTS = '0123456789abcdef0123'

test('the version of a lesson changes with any of its files, and only then', async () => {
  await using course = await makeCourseFolder(SOUND_COURSE)
  const first = await describeVersion(course.path, INPUTS)
  assert.deepEqual(Object.keys(first.lessons), ['basics/first-pod'])
  assert.equal(first.version, '0123456789abcdef')
  assert.deepEqual(await describeVersion(course.path, INPUTS), first)
  const check = `${LESSON}/checks/pod-runs.sh`
  await writeFile(join(course.path, check), `${SOUND_COURSE[check]}# more\n`)
  assert.notEqual(
    (await describeVersion(course.path, INPUTS)).lessons['basics/first-pod'],
    first.lessons['basics/first-pod'],
  )
})

test('the version of an exam changes with the scripts that it takes from a lesson', async () => {
  await using course = await makeCourseFolder(EXAM_COURSE)
  const first = await describeVersion(course.path, INPUTS)
  const solution = `${LESSON}/solve/make.sh`
  await writeFile(join(course.path, solution), `${EXAM_COURSE[solution]}# more\n`)
  assert.notEqual((await describeVersion(course.path, INPUTS)).lessons['basics/exam'], first.lessons['basics/exam'])
})

test('reads the published version, and ignores an invalid one', async () => {
  const version = { version: 'v', lessons: { 'a/b': 'x' } }
  await using site = await makeCourseFolder({ 'version.json': JSON.stringify(version) })
  assert.deepEqual(await readVersion(site.path), version)
  await using broken = await makeCourseFolder({ 'version.json': '{"version": 1}' })
  assert.equal(await readVersion(broken.path), undefined)
  assert.equal(await readVersion(join(broken.path, 'nothing')), undefined)
})

test('describes the changed lessons', () => {
  const after = { version: '2', lessons: { 'a/same': '1', 'a/other': '2', 'a/new': '1' } }
  const before = { version: '1', lessons: { 'a/same': '1', 'a/other': '1', 'a/old': '1' } }
  assert.equal(describeChange(before, after), '1 updated (a/other), 1 new (a/new), 1 removed (a/old)')
  assert.equal(describeChange(after, after), 'no lesson has changed')
  assert.equal(describeChange(undefined, { version: '1', lessons: { 'a/b': '1' } }), '1 new (a/b)')
})
