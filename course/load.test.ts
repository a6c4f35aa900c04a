import assert from 'node:assert/strict'
import test from 'node:test'
import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import { LESSON, SOUND_COURSE } from '#course/fixtures/sound-course.ts'
import { loadCourse } from '#course/load.ts'
import type { Course } from '#course/model.ts'
import { CourseProblems } from '#course/problem.ts'

async function load(changes: Readonly<Record<string, string>> = {}): Promise<Course> {
  await using folder = await makeCourseFolder({ ...SOUND_COURSE, ...changes })
  return await loadCourse(folder.path)
}

test('loads a lesson from its files', async () => {
  const { modules, glossary } = await load()
  const [module] = modules
  const lesson = module?.lessons[0]
  assert.deepEqual(glossary, [{ name: 'kubelet', text: 'The agent on every node.' }])
  assert.equal(module?.id, 'basics')
  assert.equal(module.folder, '01-basics')
  assert.equal(lesson?.id, 'first-pod')
  assert.equal(lesson.moduleId, 'basics')
  assert.equal(lesson.folder, LESSON)
  assert.equal(lesson.title, 'A first Pod')
  assert.equal(lesson.nodes, 2)
  assert.deepEqual(lesson.headings, [{ id: 'make-it', title: 'Make it', depth: 2 }])
  assert.deepEqual(lesson.runBlocks, [{ id: 'make-1', node: 'worker', text: 'crictl ps' }])
})

test('a step has its scripts, each with its node', async () => {
  const [make, look] = (await load()).modules[0]?.lessons[0]?.steps ?? []
  assert.equal(make?.checks[0]?.title, 'The Pod runs')
  assert.equal(make.checks[0].script.node, 'control-plane')
  assert.equal(make.checks[0].script.source, SOUND_COURSE[`${LESSON}/checks/pod-runs.sh`])
  assert.equal(make.solution?.path, `${LESSON}/solve/make.sh`)
  assert.equal(make.fault?.path, `${LESSON}/faults/stopped.sh`)
  assert.deepEqual(
    make.wrongAnswers.map(({ name, says }) => ({ name, says })),
    [{ name: 'make--other-name', says: 'no Pod' }],
  )
  assert.equal(make.isObservation, false)
  assert.equal(look?.isObservation, true)
})

test('modules and lessons come in the order of their numbers', async () => {
  const { modules } = await load({
    '10-last/module.yaml': 'title: Last\nsummary: End.\n',
    '02-next/module.yaml': 'title: Next\nsummary: Middle.\n',
  })
  assert.deepEqual(
    modules.map(({ id }) => id),
    ['basics', 'next', 'last'],
  )
})

test('accepts a lesson without steps and questions', async () => {
  const path = '01-basics/02-reading'
  const text = '---\ntitle: A\nsummary: B\nminutes: 1\nobjectives: [c]\nnodes: 1\nlab: none\n---\n\nRead.\n'
  const { modules } = await load({ [`${path}/lesson.mdx`]: text })
  assert.deepEqual(modules[0]?.lessons[1]?.steps, [])
})

test('refuses a course with all its mistakes', async () => {
  const broken = load({ 'glossary.yaml': '- a', '01-basics/module.yaml': 'title: 1\nsummary: b\n' })
  await assert.rejects(broken, (error) => {
    assert.ok(error instanceof CourseProblems)
    assert.deepEqual(
      error.problems.map(({ file, line }) => `${file}:${line}`),
      ['01-basics/module.yaml:1', 'glossary.yaml:1'],
    )
    assert.match(error.message, /01-basics\/module\.yaml:1:1: "title" has to be text\. Write for example/)
    return true
  })
})
