import assert from 'node:assert/strict'
import { relative } from 'node:path'
import test from 'node:test'
import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import { SOUND_COURSE } from '#course/fixtures/sound-course.ts'
import { lintCourse } from '#course/lint/lint-course.ts'
import { formatImport, importLesson } from './import-lesson.ts'
import { SetupError } from '#scripts/setup/setup-error.ts'

const STEP = { title: 'Make a namespace', text: 'one.md', verify: 'verify.sh' }
const SCENARIO = {
  'index.json': JSON.stringify({
    title: 'Namespaces',
    details: { steps: [STEP] },
    backend: { imageid: 'kubernetes-kubeadm-1node' },
  }),
  'one.md': '`kubectl create ns blue`{{exec}}\n\n<details><summary>Hint</summary>\n\nUse `create`.\n\n</details>\n',
  'verify.sh': 'kubectl get ns blue -o name\n',
}

test('a complete scenario becomes a lesson without lint problems', async () => {
  await using scenario = await makeCourseFolder(SCENARIO)
  await using course = await makeCourseFolder(SOUND_COURSE)
  const report = await importLesson(scenario.path, course.path, 'basics/namespaces')
  assert.equal(relative(course.path, report.folder), '01-basics/02-namespaces')
  assert.deepEqual(report.openProblems, [])
  assert.deepEqual(await lintCourse(course.path), { lessonCount: 2, problems: [] })
})

test('the report lists lint problems and lost parts, with paths that an editor can open', async () => {
  await using scenario = await makeCourseFolder({ ...SCENARIO, 'one.md': 'On node01, ![x](./x.png).\n' })
  await using course = await makeCourseFolder({})
  const report = await importLesson(scenario.path, course.path, 'basics/namespaces')
  const lines = formatImport(report, { scenario: (file) => `s/${file}`, content: (file) => `c/${file}` })
  assert.deepEqual(
    lines.map((line) => line.replace(/\. .*$/, '')),
    [
      'To review in the scenario:',
      '  s/index.json:1:1: objectives are the titles of the steps',
      '  s/one.md:1:1: "Make a namespace" has no solution',
      '  s/one.md:1:4: a node name of the old playground: node01',
      'To fix in the lesson (course lint):',
      '  c/01-basics/01-namespaces/lesson.mdx:14:12: a picture at "./x.png"',
      '  c/01-basics/01-namespaces/steps.yaml:1:3: there is no solve/make-a-namespace.sh',
      '  c/01-basics/01-namespaces/steps.yaml:6:3: a step with checks and without a hint',
    ],
  )
})

test('an unreadable scenario creates no files', async () => {
  await using scenario = await makeCourseFolder({ 'index.json': '{ "title": }' })
  await using course = await makeCourseFolder(SOUND_COURSE)
  await assert.rejects(importLesson(scenario.path, course.path, 'other/new'), (error) => {
    assert.ok(error instanceof SetupError)
    assert.equal(error.message, 'The scenario cannot be read')
    assert.match(error.lines.join('\n'), /index\.json:1:1: no JSON: Unexpected token '}'/)
    return true
  })
  assert.equal((await lintCourse(course.path)).lessonCount, 1)
})
