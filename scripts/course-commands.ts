/** `./kindlab course new|import|lint|test`: the tools of those who write lessons. */
import { availableParallelism, freemem } from 'node:os'
import { join, relative } from 'node:path'
import process from 'node:process'
import { type Command, InvalidArgumentError } from 'commander'
import { lintCourse } from '#course/lint/lint-course.ts'
import type { Lesson } from '#course/model.ts'
import { formatProblem } from '#course/problem.ts'
import { type CommandContext, openContext, print } from '#scripts/commands/command-context.ts'
import { formatImport, importLesson } from '#scripts/course-import.ts'
import { makeLesson } from '#scripts/course-new.ts'
import { countJobs } from '#scripts/course-jobs.ts'
import { chooseLessons, fromHere, loadLessons, pathFromHere } from '#scripts/course-lessons.ts'
import { testCoursePart } from '#scripts/course-part.ts'
import { PROOF_OPTIONS, type StepProof } from '#scripts/course-proof.ts'
import { formatProofs, testLessons } from '#scripts/course-test.ts'
import { readEnvironment } from '#scripts/environment.ts'
import { makeKindProvider } from '#scripts/setup/kind-provider.ts'
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
  const course = program.command('course').description('write lessons, and prove that they work')
  const content = ['--content <folder>', 'where the course is, if not in content/'] as const
  course
    .command('new')
    .description('make a lesson that works, to be rewritten')
    .argument('<module/lesson>', 'for example the-node/hands-and-feet')
    .option(...content)
    .action(makeNew)
  course
    .command('import')
    .description('make a lesson of a Killercoda scenario, and say what of it is left to do')
    .argument('<folder>', 'of the scenario, in which index.json is')
    .argument('<module/lesson>', 'for example the-node/first-pod')
    .option(...content)
    .action(importOne)
  course
    .command('lint')
    .description('read every lesson and say what is wrong, where, and what to write instead')
    .option('--json', 'for programs')
    .option(...content)
    .action(lint)
  course
    .command('test')
    .description('prove on real clusters that the checks tell right from wrong')
    .argument('[lesson...]', 'for example the-node/hands-and-feet; all of them if there is none')
    .option('--part', 'what ./kindlab test has time for: changed lessons, and the first step of each other')
    .option('--yes', 'install what is missing without asking')
    .option('--node-image <image>', 'an image to make nodes from, in place of ours')
    .option('--jobs <number>', 'lessons at a time; without it as many as cores and memory carry', parseCount)
    .option('--repeats <number>', 'how often one state is looked at', parseCount, PROOF_OPTIONS.repeats)
    .option(...content)
    .action(testCourse)
}

function contentFolder({ content }: ContentOption): string {
  return content ?? join(readEnvironment().checkout, 'content')
}

async function makeNew(name: string, options: ContentOption): Promise<void> {
  const folder = relative(process.cwd(), await makeLesson(contentFolder(options), name))
  print(`${folder} is made. Next: edit ${join(folder, 'lesson.mdx')}, then ./kindlab course lint`)
}

async function importOne(scenario: string, name: string, options: ContentOption): Promise<void> {
  const content = contentFolder(options)
  const report = await importLesson(scenario, content, name)
  const pathOf = { scenario: pathFromHere(scenario), content: pathFromHere(content) }
  for (const line of formatImport(report, pathOf)) print(line)
  const rest = report.openProblems.length === 0 ? 'course lint finds nothing' : 'mend what course lint finds'
  print(`${relative(process.cwd(), report.folder)} is made; ${rest}. Next: ./kindlab course test ${name}`)
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
  const provider = await makeKindProvider(machine, parts, 'course-test')
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
  throw new InvalidArgumentError('It has to be a number from 1 to 99.')
}

function countOf(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`
}
