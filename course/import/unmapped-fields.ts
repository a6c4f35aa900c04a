/** Reports fields of index.json without a counterpart in lessons. */
import { INDEX_FILE, type ScenarioIndex } from '#course/import/scenario-index.ts'
import type { ProblemList } from '#course/problem.ts'
import type { Path } from '#course/schema-issue.ts'
import type { YamlValue } from '#course/yaml-file.ts'

const KNOWN = {
  index: ['title', 'description', 'details', 'backend', 'time', 'duration'],
  details: ['intro', 'steps', 'finish', 'assets'],
  backend: ['imageid'],
  intro: ['title', 'text', 'background', 'foreground'],
  step: ['title', 'text', 'verify', 'background', 'foreground'],
  finish: ['title', 'text'],
} as const

/** Images of playgrounds that a sandbox can replace, and its number of nodes. */
const BACKENDS: readonly (readonly [RegExp, 1 | 2])[] = [
  [/^kubernetes-kubeadm-2nodes/, 2],
  [/^kubernetes/, 1],
]

export function reportUnmapped(index: YamlValue<ScenarioIndex>, problems: ProblemList): void {
  const report = (path: Path, message: string, fix: string): void =>
    problems.add(INDEX_FILE, index.placeOf(path), { rule: 'unmapped', message, fix })
  const compare = (object: object | undefined, known: readonly string[], path: Path): void => {
    for (const key of Object.keys(object ?? {})) {
      if (!known.includes(key))
        report([...path, key], `"${key}" has no counterpart`, 'Check whether the lesson needs it')
    }
  }
  const { details, backend } = index.value
  compare(index.value, KNOWN.index, [])
  compare(details, KNOWN.details, ['details'])
  compare(backend, KNOWN.backend, ['backend'])
  compare(details.intro, KNOWN.intro, ['details', 'intro'])
  compare(details.finish, KNOWN.finish, ['details', 'finish'])
  for (const [at, step] of details.steps.entries()) compare(step, KNOWN.step, ['details', 'steps', at])
  for (const [host, files] of Object.entries(details.assets)) {
    for (const [at, { file }] of files.entries()) {
      const fix = 'Write it with a here-document in a script of faults/, or into the text'
      report(['details', 'assets', host, at], `the asset ${file} for ${host} is not in the sandbox`, fix)
    }
  }
}

/** Number of nodes that the lesson needs. */
export function nodesFor(index: YamlValue<ScenarioIndex>, problems: ProblemList): 1 | 2 {
  const image = index.value.backend?.imageid ?? 'none'
  const nodes = BACKENDS.find(([pattern]) => pattern.test(image))?.[1]
  if (nodes !== undefined) return nodes
  const message = `the playground "${image}" is not a Kubernetes cluster`
  const fix = 'The lesson gets a cluster of one node, Debian with containerd: check its commands'
  problems.add(INDEX_FILE, index.placeOf(['backend', 'imageid']), { rule: 'backend', message, fix })
  return 1
}
