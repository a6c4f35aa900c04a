import assert from 'node:assert/strict'
import test from 'node:test'
import { makeCourseFolder } from '#course/fixtures/course-folder.ts'
import { LESSON, SOUND_COURSE } from '#course/fixtures/sound-course.ts'
import { lintCourse } from '#course/lint/lint-course.ts'
import { formatProblem } from '#course/problem.ts'

const FILE = `${LESSON}/lesson.mdx`
const HARD = 'Consequently, infrastructure administrators necessarily consider organisational responsibilities.'

async function lintWith(text: string): Promise<string[]> {
  const lesson = SOUND_COURSE[FILE]?.replace('Look at it.', text) ?? ''
  await using folder = await makeCourseFolder({ ...SOUND_COURSE, [FILE]: lesson })
  return (await lintCourse(folder.path)).problems.map(formatProblem)
}

test('reports a hard section by its heading, and not the easy one after it', async () => {
  const easy = 'The node is well. It runs. You can see it. Look at the log. '.repeat(6)
  const problems = await lintWith(`### Hard part\n\n${`${HARD} `.repeat(6)}\n\n### Easy part\n\n${easy}`)
  assert.equal(problems.length, 1)
  assert.match(problems[0] ?? '', /lesson\.mdx:45:1: "Hard part" has reading level \d+\.\d, above 8 /)
})

test('does not grade a text of few words', async () => {
  assert.deepEqual(await lintWith(HARD), [])
})

test('ignores code blocks, tables, and code between backticks', async () => {
  const long = 'kubectl get configurations --all-namespaces --output=customised'
  const inline = `The command \`${long}\` shows it. `.repeat(10)
  const table = `| a |\n|---|\n${`| ${HARD} |\n`.repeat(8)}`
  assert.deepEqual(await lintWith(`${inline}\n\n${table}\n\n\`\`\`output\n${`${HARD}\n`.repeat(8)}\`\`\``), [])
})
