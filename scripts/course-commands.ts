/** `./kindlab course new|import|lint|test`: the tools of those who write lessons. */
import { availableParallelism, freemem } from 'node:os'
import { join, relative } from 'node:path'
import process from 'node:process'
import { type Command, InvalidArgumentError } from 'commander'
import { lintCourse } from '#course/lint/lint-course.ts'
import { loadCourse } from '#course/load.ts'
import type { Lesson } from '#course/model.ts'
import { CourseProblems, formatProblem, type CourseProblem } from '#course/problem.ts'
import { openContext, print } from '#scripts/commands/command-context.ts'
import { formatImport, importLesson } from '#scripts/course-import.ts'
import { makeLesson } from '#scripts/course-new.ts'
import { countJobs } from '#scripts/course-jobs.ts'
import { PROOF_OPTIONS } from '#scripts/course-proof.ts'
import { formatProofs, testLessons } from '#scripts/course-test.ts'
import { readEnvironment } from '#scripts/environment.ts'
import { makeKindProvider } from '#scripts/setup/kind-provider.ts'
import { prepareMachine } from '#scripts/setup/prepare-machine.ts'
import { EXIT, SetupError } from '#scripts/setup/setup-error.ts'

interface ContentOption {
  content?: string
}

interface TestOptions extends ContentOption {
  yes?: boolean
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

/** Paths that an editor can open from where the person is. */
function pathFromHere(folder: string): (file: string) => string {
  return (file) => relative(process.cwd(), join(folder, file))
}

function fromHere(folder: string, problems: readonly CourseProblem[]): CourseProblem[] {
  const path = pathFromHere(folder)
  return problems.map((problem) => ({ ...problem, file: path(problem.file) }))
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
  const { machine, reporter } = await openContext({ isYes: options.yes })
  const parts = await prepareMachine(machine, reporter, { nodeImage: options.nodeImage })
  const provider = await makeKindProvider(machine, parts, 'course-test')
  const stopping = new AbortController()
  // The sandboxes are removed before the program ends.
  process.once('SIGINT', () => stopping.abort(new SetupError('Stopped', { remedy: 'the same command', exitCode: 130 })))
  const jobs = options.jobs ?? countJobs({ cores: availableParallelism(), freeBytes: freemem() })
  const proof = { ...PROOF_OPTIONS, repeats: options.repeats }
  const title = `${countOf(lessons.length, 'lesson')}, ${Math.min(jobs, lessons.length)} at a time`
  const proofs = await reporter.step(title, async (progress) => {
    const value = await testLessons(lessons, { provider, jobs, proof, progress, signal: stopping.signal })
    const failed = value.filter(({ findings }) => findings.length > 0).length
    const text =
      failed === 0 ? `${countOf(value.length, 'step')} proved` : `${failed} of ${countOf(value.length, 'step')} failed`
    return { value, text, mark: failed === 0 ? 'done' : 'warned' }
  })
  for (const line of formatProofs(proofs)) print(line)
  if (proofs.some(({ findings }) => findings.length > 0)) process.exitCode = 1
}

function parseCount(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  throw new InvalidArgumentError('It has to be a number from 1 to 99.')
}

async function loadLessons(folder: string): Promise<Lesson[]> {
  try {
    return (await loadCourse(folder)).modules.flatMap(({ lessons }) => lessons)
  } catch (error) {
    if (!(error instanceof CourseProblems)) throw error
    const lines = fromHere(folder, error.problems).map(formatProblem)
    throw new SetupError('The course cannot be read', { remedy: './kindlab course lint', lines, exitCode: 1 })
  }
}

function chooseLessons(lessons: readonly Lesson[], names: readonly string[]): readonly Lesson[] {
  const known = lessons.map(({ moduleId, id }) => `${moduleId}/${id}`)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    const remedy = `one of ${known.join(', ')}`
    throw new SetupError(`There is no lesson ${unknown.join(', ')}`, { remedy, exitCode: EXIT.usage })
  }
  const chosen = names.length === 0 ? lessons : lessons.filter((_, index) => names.includes(known[index] ?? ''))
  return chosen.filter(({ lab }) => lab !== 'none')
}

function countOf(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`
}
