/** `./kindlab course new|import|lint|test`: the tools for authors of lessons. */
import { availableParallelism, freemem } from 'node:os'
import { join, relative } from 'node:path'
import process from 'node:process'
import { type Command, InvalidArgumentError } from 'commander'
import { lintCourse } from '#course/lint/lint-course.ts'
import type { Lesson } from '#course/model.ts'
import { formatProblem } from '#course/problem.ts'
import { type CommandContext, openContext, print } from '#scripts/commands/command-context.ts'
import { formatImport, importLesson } from '#scripts/course/import-lesson.ts'
import { makeLesson } from '#scripts/course/new-lesson.ts'
import { countJobs } from '#scripts/course/run-concurrently.ts'
import { chooseLessons, fromHere, loadLessons, pathFromHere } from '#scripts/course/choose-lessons.ts'
import { testCoursePart } from '#scripts/course/test-course-part.ts'
import { PROOF_OPTIONS, type StepProof } from '#scripts/course/prove-step.ts'
import { formatProofs, testLessons } from '#scripts/course/test-lessons.ts'
import { readEnvironment } from '#scripts/environment.ts'
import { createCommandProvider } from '#scripts/setup/command-provider.ts'
import { prepareMachine } from '#scripts/setup/prepare-machine.ts'
import type { ServerParts } from '#scripts/setup/server-settings.ts'
import { abortOnInterrupt } from '#scripts/stop-signal.ts'

interface ContentOption {
  content?: string
}

interface TestOptions extends ContentOption {
  yes?: boolean
  part?: boolean
  nodeImage?: string
  jobs?: number
  repeats: number
}

export function addCourseCommands(program: Command): void {
  const course = program.command('course').description('write lessons and test them')
  const content = ['--content <folder>', 'folder of the course; default: content/'] as const
  course
    .command('new')
    .description('create a small working lesson as a start for your own')
    .argument('<module/lesson>', 'for example the-node/hands-and-feet')
    .option(...content)
    .action(makeNew)
  course
    .command('import')
    .description('create a lesson from a Killercoda scenario and list the work that is left')
    .argument('<folder>', 'folder of the scenario, with its index.json')
    .argument('<module/lesson>', 'for example the-node/first-pod')
    .option(...content)
    .action(importOne)
  course
    .command('lint')
    .description('check every lesson; each problem comes with its line and a fix')
    .option('--json', 'print JSON')
    .option(...content)
    .action(lint)
  course
    .command('test')
    .description('prove on real clusters that checks accept solutions and refuse wrong answers')
    .argument('[lesson...]', 'for example the-node/hands-and-feet; default: all lessons')
    .option('--part', 'test only one changed lesson and the first step of every other lesson, as ./kindlab test does')
    .option('--yes', 'install missing packages without asking')
    .option('--node-image <image>', "create nodes from this image instead of Kindlab's own")
    .option('--jobs <number>', 'number of lessons to test at a time; default: by cores and memory', parseCount)
    .option('--repeats <number>', 'how often checks run on each state', parseCount, PROOF_OPTIONS.repeats)
    .option(...content)
    .action(testCourse)
}

function contentFolder({ content }: ContentOption): string {
  return content ?? join(readEnvironment().checkout, 'content')
}

async function makeNew(name: string, options: ContentOption): Promise<void> {
  const folder = relative(process.cwd(), await makeLesson(contentFolder(options), name))
  print(`Created ${folder}. Next: edit ${join(folder, 'lesson.mdx')}, then ./kindlab course lint`)
}

async function importOne(scenario: string, name: string, options: ContentOption): Promise<void> {
  const content = contentFolder(options)
  const report = await importLesson(scenario, content, name)
  const pathOf = { scenario: pathFromHere(scenario), content: pathFromHere(content) }
  for (const line of formatImport(report, pathOf)) print(line)
  const rest = report.openProblems.length === 0 ? 'course lint finds no problem' : 'fix the problems of course lint'
  print(`Created ${relative(process.cwd(), report.folder)}; ${rest}. Next: ./kindlab course test ${name}`)
}

async function lint(options: ContentOption & { json?: boolean }): Promise<void> {
  const folder = contentFolder(options)
  const report = await lintCourse(folder)
  const problems = fromHere(folder, report.problems)
  if (options.json === true) print(JSON.stringify({ ...report, problems }, undefined, 2))
  else {
    for (const problem of problems) print(formatProblem(problem))
    print(`${countOf(report.lessonCount, 'lesson')}, ${countOf(problems.length, 'problem')}`)
  }
  if (problems.length > 0) process.exitCode = 1
}

async function testCourse(names: readonly string[], options: TestOptions): Promise<void> {
  const lessons = chooseLessons(await loadLessons(contentFolder(options)), names)
  const context = await openContext({ isYes: options.yes })
  const parts = await prepareMachine(context.machine, context.reporter, { nodeImage: options.nodeImage })
  const prove = options.part === true ? testCoursePart : testWhole
  const proofs = await prove(context, lessons, parts, options)
  if (proofs.some(({ findings }) => findings.length > 0)) process.exitCode = 1
}

async function testWhole(
  { machine, reporter }: CommandContext,
  lessons: readonly Lesson[],
  parts: ServerParts,
  options: TestOptions,
): Promise<StepProof[]> {
  const provider = await createCommandProvider(machine, parts, 'course-test')
  const signal = abortOnInterrupt()
  const jobs = options.jobs ?? countJobs({ cores: availableParallelism(), freeBytes: freemem() })
  const proof = { ...PROOF_OPTIONS, repeats: options.repeats }
  const title = `${countOf(lessons.length, 'lesson')}, ${Math.min(jobs, lessons.length)} at a time`
  const proofs = await reporter.step(title, async (progress) => {
    const value = await testLessons(lessons, { provider, jobs, proof, progress, signal })
    const failed = value.filter(({ findings }) => findings.length > 0).length
    const text =
      failed === 0 ? `${countOf(value.length, 'step')} proved` : `${failed} of ${countOf(value.length, 'step')} failed`
    return { value, text, mark: failed === 0 ? 'done' : 'warned' }
  })
  for (const line of formatProofs(proofs)) print(line)
  return proofs
}

function parseCount(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Write a number from 1 to 99.')
}

function countOf(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`
}
