/** Converts a Killercoda scenario to a lesson. */
import type { Root, RootContent } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { stringify } from 'yaml'
import { ScenarioFiles } from '#course/import/scenario-files.ts'
import { INDEX_FILE, readScenarioIndex, type ScenarioIndex, type ScenarioPage } from '#course/import/scenario-index.ts'
import { readSetup, readStep, readText, type LessonPart, type NamedPage } from '#course/import/scenario-step.ts'
import { namesFor } from '#course/import/step-names.ts'
import { nodesFor, reportUnmapped } from '#course/import/unmapped-fields.ts'
import { CourseProblems, FILE_START, ProblemList, type CourseProblem } from '#course/problem.ts'
import type { YamlValue } from '#course/yaml-file.ts'

export interface ImportedLesson {
  title: string
  /** Texts by their path in the folder of the lesson. */
  files: Readonly<Record<string, string>>
  /** Parts that changed or were lost; `file` is a path in the scenario. */
  losses: readonly CourseProblem[]
}

/**
 * Reads a scenario; writes nothing.
 * @throws CourseProblems if index.json is missing or not readable
 */
export async function importScenario(folder: string): Promise<ImportedLesson> {
  const problems = new ProblemList()
  const files = new ScenarioFiles(folder, problems)
  const index = await readIndex(files)
  if (index === undefined) throw new CourseProblems(problems.sorted())
  const { title, details } = index.value
  reportUnmapped(index, problems)

  const pageAt = (page: ScenarioPage | undefined, ...path: (string | number)[]): NamedPage => ({
    page: page ?? {},
    placeOf: (field) => index.placeOf(['details', ...path, field]),
  })
  const intro = pageAt(details.intro, 'intro')
  const opening = await readText(intro, files, { title, depth: 2, takesHints: false })
  const steps = await readSteps(index, await readSetup(intro, files), files)
  const finish = pageAt(details.finish, 'finish')
  const ending = await readText(finish, files, { title: details.finish?.title ?? '', depth: 2, takesHints: false })

  const texts = [
    writeText(opening.children),
    ...steps.map(({ id, children }) => `<Step id="${id}">\n\n${writeText(children)}\n</Step>\n`),
    writeText(asEnding(ending.children)),
  ]
  const body = texts.filter((text) => text !== '').join('\n')
  const text = `---\n${stringify(frontmatter(index, problems))}---\n\n${body}`
  const entries = steps.map(({ entry }) => entry)
  const scripts = Object.assign({}, ...steps.map((step) => step.scripts))
  return {
    title,
    files: { 'lesson.mdx': text, 'steps.yaml': stringify(entries, { lineWidth: 120 }), ...scripts },
    losses: problems.sorted(),
  }
}

async function readIndex(files: ScenarioFiles): Promise<YamlValue<ScenarioIndex> | undefined> {
  const { problems } = files
  if (!(await files.isFolder())) {
    const fix = 'Name the folder that holds index.json'
    problems.add('.', FILE_START, { rule: 'scenario-file', message: 'there is no such folder', fix })
    return undefined
  }
  const file = await files.read(INDEX_FILE, { file: INDEX_FILE, place: FILE_START })
  return file && readScenarioIndex(file.text, problems)
}

async function readSteps(
  scenario: YamlValue<ScenarioIndex>,
  setup: Awaited<ReturnType<typeof readSetup>>,
  files: ScenarioFiles,
): Promise<LessonPart[]> {
  const { steps } = scenario.value.details
  const titles = steps.map(({ title }, index) => title?.trim() || `Step ${index + 1}`)
  const ids = namesFor(titles)
  const parts: LessonPart[] = []
  for (const [index, page] of steps.entries()) {
    const at = (field: string) => scenario.placeOf(['details', 'steps', index, field])
    const names = { id: ids[index] ?? `step-${index + 1}`, title: titles[index] ?? '' }
    parts.push(await readStep({ page, placeOf: at, ...names, setupBefore: index === 0 ? setup : [] }, files))
  }
  if (steps.length === 0 && setup.length > 0) {
    const message = 'scripts of the introduction, but no step after them'
    files.problems.add(INDEX_FILE, scenario.placeOf(['details', 'intro']), {
      rule: 'setup',
      message,
      fix: 'Add a step',
    })
  }
  return parts
}

function frontmatter(index: YamlValue<ScenarioIndex>, problems: ProblemList): object {
  const { title, description, details, time, duration } = index.value
  const steps = details.steps.flatMap((step) => step.title?.trim() || [])
  const fix = 'Write what a learner can do afterwards, and exam points'
  problems.add(INDEX_FILE, FILE_START, { rule: 'draft', message: 'objectives are the titles of the steps', fix })
  return {
    title: title.slice(0, 80),
    summary: (description?.trim() || title).slice(0, 300),
    minutes: minutesOf(time ?? duration),
    objectives: steps.length === 0 ? [title] : steps,
    examPoints: [],
    nodes: nodesFor(index, problems),
    lab: 'fresh',
  }
}

const USUAL_MINUTES = 15

/** `30 minutes`, `1 hour`, `20` */
function minutesOf(time: string | number | undefined): number {
  const [, count, unit] = /(\d+)\D*?\s*(h)?/i.exec(String(time ?? '')) ?? []
  const minutes = count === undefined ? USUAL_MINUTES : Number(count) * (unit === undefined ? 1 : 60)
  return Math.min(180, Math.max(1, minutes))
}

/** Adds a heading before the text after the last step, so that it does not look like a part of the step. */
function asEnding(children: RootContent[]): RootContent[] {
  if (children.length === 0 || children[0]?.type === 'heading') return children
  return [{ type: 'heading', depth: 2, children: [{ type: 'text', value: 'Done' }] }, ...children]
}

/** Words that MDX reads as JavaScript at the start of a line. The Markdown writer escapes everything else. */
const JAVASCRIPT = [
  { atBreak: true, character: 'i', after: 'mport\\b' },
  { atBreak: true, character: 'e', after: 'xport\\b' },
]

function writeText(children: readonly RootContent[]): string {
  const root: Root = { type: 'root', children: [...children] }
  const options = { bullet: '-', rule: '-', unsafe: JAVASCRIPT } as const
  return unified().use(remarkStringify, options).use(remarkGfm).use(remarkMdx).stringify(root)
}
