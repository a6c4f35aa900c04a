import assert from 'node:assert/strict'
import test from 'node:test'
import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import { EXAM, EXAM_COURSE } from '#course/fixtures/exam-course.ts'
import { lintCourse } from '#course/lint/lint-course.ts'
import { loadCourse } from '#course/load.ts'
import { formatProblem } from '#course/problem.ts'

interface Edit {
  file?: 'lesson.mdx' | 'steps.yaml'
  replace: string
  by: string
}

async function lint({ file = 'steps.yaml', replace, by }: Edit): Promise<string[]> {
  const path = `${EXAM}/${file}`
  const before = EXAM_COURSE[path] ?? ''
  assert.ok(before.includes(replace), replace)
  await using folder = await makeCourseFolder({ ...EXAM_COURSE, [path]: before.replace(replace, by) })
  const { problems } = await lintCourse(folder.path)
  return problems.map((problem) => formatProblem(problem).replaceAll(`${EXAM}/`, ''))
}

test('a task from a lesson has the scripts of its step, and its own title, topic and weight', async () => {
  await using folder = await makeCourseFolder(EXAM_COURSE)
  assert.deepEqual((await lintCourse(folder.path)).problems, [])
  const [lesson, exam] = (await loadCourse(folder.path)).modules[0]?.lessons ?? []
  const [pod, own] = exam?.steps ?? []
  const [home] = lesson?.steps ?? []
  assert.deepEqual(exam?.exam, { minutes: 45, passPercent: 66 })
  assert.deepEqual(
    [pod?.title, pod?.topic, pod?.weight, pod?.teaches],
    ['A Pod that runs', 'Pods', 3, 'basics/first-pod'],
  )
  assert.deepEqual([pod?.checks, pod?.fault, pod?.solution], [home?.checks, home?.fault, home?.solution])
  assert.deepEqual([pod?.hints, pod?.wrongAnswers], [[], []])
  assert.deepEqual([own?.teaches, own?.solution?.path], ['basics/first-pod', `${EXAM}/solve/own.sh`])
})

const MISTAKES: readonly (Edit & { name: string; answer: string })[] = [
  {
    name: 'a step that is not there',
    replace: 'first-pod/make',
    by: 'first-pod/mak',
    answer: 'steps.yaml:2:3: there is no step "basics/first-pod/mak". Did you mean "basics/first-pod/make".',
  },
  {
    name: 'a step of no such lesson',
    replace: 'basics/first-pod/make',
    by: 'elsewhere/second/look',
    answer:
      'steps.yaml:2:3: there is no step "elsewhere/second/look". Use one of: basics/first-pod/make, basics/exam/own.',
  },
  {
    name: 'a step in which there is nothing to do',
    replace: 'first-pod/make',
    by: 'first-pod/look',
    answer: 'steps.yaml:2:3: "basics/first-pod/look" has no checks of its own. Use a step with checks.',
  },
  {
    name: 'half an address',
    replace: 'basics/first-pod/make',
    by: 'first-pod/make',
    answer: 'steps.yaml:2:3: "from" is "first-pod/make". Write for example `from: node-status/notready-clinic/case-3`.',
  },
  {
    name: 'a fault beside `from`',
    replace: '  title: A Pod that runs',
    by: '  title: A Pod that runs\n  fault: stopped',
    answer: 'steps.yaml:4:3: "fault" in a step from another lesson. Remove it, or `from:`.',
  },
  {
    name: '`from` in a lesson that is no exam',
    file: 'lesson.mdx',
    replace: 'exam: { minutes: 45, passPercent: 66 }\n',
    by: '',
    answer:
      'steps.yaml:2:3: only an exam takes steps from elsewhere. Write `exam:` into the frontmatter, or checks in place of `from:`.',
  },
  {
    name: 'two nodes wanted where there is one',
    file: 'lesson.mdx',
    replace: 'nodes: 2',
    by: 'nodes: 1',
    answer: 'steps.yaml:2:3: "basics/first-pod/make" needs two nodes. Write `nodes: 2` into the frontmatter.',
  },
  {
    name: 'a lesson that teaches nothing since it is not there',
    replace: 'teaches: basics/first-pod',
    by: 'teaches: basics/first-pot',
    answer: 'steps.yaml:9:3: there is no lesson "basics/first-pot". Did you mean "basics/first-pod".',
  },
  {
    name: 'a task without a topic',
    replace: '  topic: Pods\n  weight: 3\n',
    by: '  weight: 3\n',
    answer: 'steps.yaml:1:3: a task without a topic. Write `topic: <word>`; the result is shown by topic.',
  },
  {
    name: 'a task that would be solved when it is opened again',
    replace: '  fault: no-pod\n',
    by: '',
    answer:
      'steps.yaml:6:3: a task without a fault, so that an earlier answer stays when it is opened again. Write `fault: <name>`: a script that breaks the sandbox, or removes an earlier answer.',
  },
  {
    name: 'hints in an exam',
    replace: '  teaches:',
    by: '  hints: [Look.]\n  teaches:',
    answer: 'steps.yaml:9:3: hints in an exam. Remove them: an exam does not show them.',
  },
  {
    name: 'an exam on a cluster that was used',
    file: 'lesson.mdx',
    replace: 'lab: fresh',
    by: 'lab: continue',
    answer: 'lesson.mdx:1:1: an exam that does not begin with a fresh cluster. Write `lab: fresh`.',
  },
  {
    name: 'an exam without its time',
    file: 'lesson.mdx',
    replace: 'minutes: 45, ',
    by: '',
    answer: 'lesson.mdx:8:1: "minutes" is missing. Write for example `minutes: 20`.',
  },
]

for (const { name, answer, ...edit } of MISTAKES) {
  test(`lint names the one mistake of an exam: ${name}`, async () => {
    const answers = await lint(edit)
    // The mistake has consequences: an unused script, and a task that needs hints outside of an exam.
    assert.deepEqual(
      answers.filter((each) => !/without a hint|steps.yaml does not name/.test(each)),
      [answer],
    )
  })
}
