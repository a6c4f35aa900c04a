/** `index.json` of a Killercoda scenario. */
import * as z from 'zod'
import { FILE_START, type Place, type ProblemList } from '#course/problem.ts'
import { readYaml, type YamlShape, type YamlValue } from '#course/yaml-file.ts'

const Page = z.looseObject({
  title: z.string().optional(),
  text: z.string().optional(),
  verify: z.string().optional(),
  background: z.string().optional(),
  foreground: z.string().optional(),
})

const ScenarioIndex = z.looseObject({
  title: z.string().min(1),
  description: z.string().optional(),
  time: z.union([z.string(), z.number()]).optional(),
  duration: z.union([z.string(), z.number()]).optional(),
  details: z
    .looseObject({
      intro: Page.optional(),
      steps: z.array(Page).default([]),
      finish: Page.optional(),
      assets: z.record(z.string(), z.array(z.looseObject({ file: z.string() }))).default({}),
    })
    .prefault({}),
  backend: z.looseObject({ imageid: z.string().optional() }).optional(),
})
export type ScenarioIndex = z.infer<typeof ScenarioIndex>
export type ScenarioPage = z.infer<typeof Page>

export const INDEX_FILE = 'index.json'

const SHAPE: YamlShape<ScenarioIndex> = {
  schema: ScenarioIndex,
  examples: {
    title: '"title": "A first Pod"',
    description: '"description": "Makes a Pod."',
    details: '"details": { "steps": [{ "title": "Make it", "text": "step1.md" }] }',
    steps: '"steps": [{ "title": "Make it", "text": "step1.md", "verify": "verify.sh" }]',
    text: '"text": "step1.md"',
    verify: '"verify": "verify.sh"',
    background: '"background": "setup.sh"',
    foreground: '"foreground": "setup.sh"',
    backend: '"backend": { "imageid": "kubernetes-kubeadm-2nodes" }',
  },
}

/** Undefined if it has problems, which are added to the list. */
export function readScenarioIndex(text: string, problems: ProblemList): YamlValue<ScenarioIndex> | undefined {
  const json = text.replace(/^\uFEFF/, '')
  try {
    JSON.parse(json)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    const message = `no JSON: ${said.replace(/( in JSON)?( at position .*)?$|, (\.\.\.)?"[^]* is not valid JSON$/, '')}`
    const problem = { rule: 'json-syntax', message, fix: 'Correct it here, or just before' }
    problems.add(INDEX_FILE, findPlace(json, said), problem)
    return undefined
  }
  // JSON is YAML too, and the YAML parser knows the place of each value.
  return readYaml({ file: INDEX_FILE, text: json, linesBefore: 0 }, SHAPE, problems)
}

/** The place of a JSON error. V8 reports line and column, or quotes the text around it, or reports only an early end. */
function findPlace(text: string, said: string): Place {
  const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(said) ?? []
  if (line !== undefined) return { line: Number(line), column: Number(column) }
  const excerpt = /, \.\.\."([^]*)"(?:\.\.\.)? is not valid JSON$/.exec(said)?.[1]
  if (excerpt === undefined && said.endsWith('is not valid JSON')) return FILE_START
  const end = excerpt === undefined ? text.length : text.indexOf(excerpt) + 10
  const lines = text.slice(0, end).split('\n')
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 }
}
