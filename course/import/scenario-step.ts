/** Converts a step of a scenario and its scripts to parts of a lesson. */
import type { RootContent } from 'mdast'
import { commandsOf, hintText, jsxElement } from '#course/import/asides.ts'
import { checkScript, setupScript, shellSource, solutionScript } from '#course/import/imported-scripts.ts'
import { readPage, type PageText } from '#course/import/page-text.ts'
import type { ScenarioFiles } from '#course/import/scenario-files.ts'
import { INDEX_FILE, type ScenarioPage } from '#course/import/scenario-index.ts'
import { FILE_START, type Place, type ProblemList } from '#course/problem.ts'

export interface NamedPage {
  page: ScenarioPage
  /** Place of a field in index.json. */
  placeOf: (field: string) => Place
}

export interface StepSource extends NamedPage {
  id: string
  title: string
  /** Scripts of the introduction, which run before the step. */
  setupBefore: readonly SetupPart[]
}

export interface SetupPart {
  path: string
  source: string
}

export interface LessonPart {
  id: string
  /** Content of its <Step>. */
  children: readonly RootContent[]
  /** Entry of steps.yaml. */
  entry: object
  /** Scripts by their path in the lesson. */
  scripts: Readonly<Record<string, string>>
}

const MOST_HINTS = 3

export async function readStep(step: StepSource, files: ScenarioFiles): Promise<LessonPart> {
  const { id, title, page } = step
  const scripts: Record<string, string> = {}
  const setup = [...step.setupBefore, ...(await readSetup(step, files))]
  if (setup.length > 0) scripts[`faults/${id}.sh`] = setupScript(setup)
  const verify = await files.read(page.verify, { file: INDEX_FILE, place: step.placeOf('verify') })
  const source = verify && shellSource(verify, files.problems)
  const hasCheck = source !== undefined
  if (verify !== undefined && hasCheck) scripts[`checks/${id}.sh`] = checkScript(source, { path: verify.path, title })
  const text = await readText(step, files, { title, depth: 3, takesHints: hasCheck })
  const solution = solutionOf(text)
  if (hasCheck) {
    const isDrafted = solution.length > 0
    if (isDrafted) scripts[`solve/${id}.sh`] = solutionScript(solution)
    const message = isDrafted ? `the solution of "${title}" is drafted from its text` : `"${title}" has no solution`
    const fix = isDrafted ? 'Prove it with `course test`' : `Write solve/${id}.sh`
    files.problems.add(page.text ?? INDEX_FILE, FILE_START, { rule: 'solution', message, fix })
  }
  const checks = hasCheck ? [jsxElement('Checks', { step: id }, [])] : []
  const entry = {
    id,
    title: title.slice(0, 120),
    ...(setup.length > 0 && { fault: id }),
    ...(hasCheck ? { checks: [{ id, title }], hints: hintsOf(text, title, files.problems) } : { observe: true }),
  }
  return { id, children: [...text.children, ...checks], entry, scripts }
}

/** Background and foreground scripts of a page; both run hidden here. */
export async function readSetup({ page, placeOf }: NamedPage, files: ScenarioFiles): Promise<SetupPart[]> {
  const parts: SetupPart[] = []
  for (const field of ['background', 'foreground'] as const) {
    const file = await files.read(page[field], { file: INDEX_FILE, place: placeOf(field) })
    const source = file && shellSource(file, files.problems)
    if (file === undefined || source === undefined) continue
    parts.push({ path: file.path, source })
    const origin = field === 'foreground' ? 'ran visibly in the terminal' : 'ran in the background'
    const message = `this ${field} script ${origin}; now it runs hidden, and ends before the step`
    files.problems.add(file.path, FILE_START, {
      rule: 'setup',
      message,
      fix: 'Check that it ends, and that its output does not matter',
    })
  }
  return parts
}

export async function readText(
  { page, placeOf }: NamedPage,
  files: ScenarioFiles,
  options: { title: string; depth: 2 | 3; takesHints: boolean },
): Promise<PageText> {
  const file = await files.read(page.text, { file: INDEX_FILE, place: placeOf('text') })
  if (file === undefined) return { children: [], asides: [], commands: [] }
  return readPage(file, { problems: files.problems, ...options })
}

/** Commands of a folded solution, or else of the run blocks. */
function solutionOf({ asides, commands }: PageText): readonly string[] {
  const folded = asides.filter(({ kind }) => kind === 'solution').flatMap(({ children }) => commandsOf(children))
  return folded.length > 0 ? folded : commands
}

function hintsOf({ asides }: PageText, title: string, problems: ProblemList): string[] {
  const hints = asides.filter(({ kind }) => kind === 'hint').map(({ children }) => hintText(children))
  if (hints.length > MOST_HINTS) {
    const message = `${hints.length} hints in "${title}"; only the first ${MOST_HINTS} are taken`
    problems.add(INDEX_FILE, FILE_START, { rule: 'hints', message, fix: 'Move the content of the others into these' })
  }
  return hints.filter((hint) => hint !== '').slice(0, MOST_HINTS)
}
