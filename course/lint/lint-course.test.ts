import assert from 'node:assert/strict'
import test from 'node:test'
import { BROKEN_FILES } from '#course/fixtures/broken-files.ts'
import { BROKEN_LANGUAGE } from '#course/fixtures/broken-language.ts'
import { breakCourse, pathOf } from '#course/fixtures/broken-lesson.ts'
import { BROKEN_TEXTS } from '#course/fixtures/broken-texts.ts'
import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import { LESSON, SOUND_COURSE } from '#course/fixtures/sound-course.ts'
import { lintCourse } from '#course/lint/lint-course.ts'
import { formatProblem } from '#course/problem.ts'

async function lint(files: Readonly<Record<string, string>>): Promise<string[]> {
  await using folder = await makeCourseFolder(files)
  const { problems } = await lintCourse(folder.path)
  return problems.map(formatProblem)
}

test('a sound course has no problem', async () => {
  assert.deepEqual(await lint(SOUND_COURSE), [])
})

for (const broken of [...BROKEN_TEXTS, ...BROKEN_LANGUAGE, ...BROKEN_FILES]) {
  test(`lint names the one mistake: ${broken.name}`, async () => {
    const answers = await lint(breakCourse(broken))
    assert.deepEqual(
      answers.map((answer) => answer.replaceAll(`${LESSON}/`, '')),
      [broken.answer.replaceAll(`${LESSON}/`, '')],
    )
  })
}

test('reports all mistakes at once, in the order of the files', async () => {
  const files = {
    ...SOUND_COURSE,
    [pathOf('checks/pod-runs.sh')]: 'exit 0\n',
    '01-basics/module.yaml': 'title: Basics\n',
  }
  const answers = await lint(files)
  assert.deepEqual(
    answers.map((answer) => answer.split(':')[0]),
    ['01-basics/01-first-pod/checks/pod-runs.sh', '01-basics/module.yaml'],
  )
})

test('reports a folder that is not a course', async () => {
  assert.deepEqual(await lint({ 'README.md': '' }), [
    '.:1:1: a course without modules. Run `./kindlab course new the-node/hands-and-feet`.',
    'README.md:1:1: this file is not part of a course. Remove it.',
  ])
})
