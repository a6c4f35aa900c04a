/** Combines `steps.yaml` with the scripts of the lesson. */
import type { CourseFiles } from '#course/course-files.ts'
import { nearest, suggest } from '#course/did-you-mean.ts'
import { SCRIPT_FOLDERS, type LessonScripts, type ScriptFolder } from '#course/lesson-scripts.ts'
import type { Check, Script, Step, WrongAnswer } from '#course/model.ts'
import { FILE_START } from '#course/problem.ts'
import type { Path } from '#course/schema-issue.ts'
import type { StepsFile } from '#course/steps-file.ts'
import type { YamlValue } from '#course/yaml-file.ts'

interface Folder {
  files: CourseFiles
  /** Path of the lesson. */
  path: string
  scripts: LessonScripts
  /** Exams have no hints. */
  needsHints: boolean
}

/** Steps with `from:` have no checks yet: `joinReferences` adds them after every lesson is read. */
export function joinSteps(entries: YamlValue<StepsFile>, folder: Folder): Step[] {
  refuseTwice(entries, folder)
  if (folder.needsHints) refuseWithoutHint(entries, folder)
  refuseUnused(entries.value, folder)
  return entries.value.map((entry, index) => joinStep(entry, folder, (path) => entries.placeOf([index, ...path])))
}

type PlaceOf = YamlValue<StepsFile>['placeOf']

function joinStep(entry: StepsFile[number], folder: Folder, placeOf: PlaceOf): Step {
  const { files, path, scripts } = folder
  const find = (kind: ScriptFolder, name: string, at: Path): Script | undefined => {
    if (scripts[kind].has(name)) return scripts[kind].get(name)?.script
    const message = `there is no ${kind}/${name}.sh`
    const unused = [...scripts[kind].keys()]
    const fix = unused.length === 0 ? `Write ${path}/${kind}/${name}.sh` : suggest(name, unused)
    files.problems.add(`${path}/steps.yaml`, placeOf(at), { rule: 'missing-script', message, fix })
    return undefined
  }
  const checks: Check[] = entry.checks.flatMap(({ id, title }, index) => {
    const script = find('checks', id, ['checks', index, 'id'])
    return script === undefined ? [] : [{ id, title, script }]
  })
  const solution = checks.length === 0 ? undefined : find('solve', entry.id, ['id'])
  const fault = entry.fault === undefined ? undefined : find('faults', entry.fault, ['fault'])
  return {
    id: entry.id,
    title: entry.title,
    weight: entry.weight,
    isObservation: entry.observe,
    checks,
    hints: entry.hints,
    wrongAnswers: findWrongAnswers(entry.id, folder),
    ...(fault && { fault }),
    ...definedOf(entry),
    ...(solution && { solution }),
  }
}

function definedOf({ topic, from, teaches }: StepsFile[number]): Pick<Step, 'topic' | 'from' | 'teaches'> {
  return { ...(topic && { topic }), ...(from && { from }), ...(teaches && { teaches }) }
}

function findWrongAnswers(step: string, { files, scripts }: Folder): WrongAnswer[] {
  const answers: WrongAnswer[] = []
  for (const [name, found] of scripts.wrong) {
    if (found === undefined || !name.startsWith(`${step}--`)) continue
    if (found.says === undefined) {
      const message = 'a wrong answer without the text that the check has to print'
      const fix = 'Add `# says: <words of the check>` to its first lines'
      files.problems.add(found.script.path, FILE_START, { rule: 'script-header', message, fix })
      continue
    }
    answers.push({ name, says: found.says, script: found.script })
  }
  return answers
}

function refuseWithoutHint(entries: YamlValue<StepsFile>, { files, path }: Folder): void {
  for (const [index, { checks, hints }] of entries.value.entries()) {
    if (checks.length === 0 || hints.length > 0) continue
    const message = 'a step with checks and without a hint'
    const fix = 'Add one to three under `hints:`, each more detailed than the previous one'
    files.problems.add(`${path}/steps.yaml`, entries.placeOf([index, 'hints']), { rule: 'schema', message, fix })
  }
}

function refuseTwice(entries: YamlValue<StepsFile>, { files, path }: Folder): void {
  const seen = new Set<string>()
  const add = (id: string, at: Path) => {
    const problem = { rule: 'duplicate-id', message: `"${id}" is there twice`, fix: 'Give each its own id' }
    if (seen.has(id)) files.problems.add(`${path}/steps.yaml`, entries.placeOf(at), problem)
    seen.add(id)
  }
  for (const [index, { id }] of entries.value.entries()) add(id, [index, 'id'])
  seen.clear()
  // Check ids are file names, so an id is unique in the lesson.
  for (const [index, { checks }] of entries.value.entries()) {
    for (const [at, { id }] of checks.entries()) add(id, [index, 'checks', at, 'id'])
  }
}

/** Reports unused scripts: they have a misspelt name, or are left over. */
function refuseUnused(entries: StepsFile, { files, path, scripts }: Folder): void {
  const steps = entries.flatMap(({ id, from }) => (from === undefined ? [id] : []))
  const wanted: Record<ScriptFolder, readonly string[]> = {
    checks: entries.flatMap(({ checks }) => checks.map(({ id }) => id)),
    faults: entries.flatMap(({ fault }) => fault ?? []),
    solve: steps,
    wrong: steps,
  }
  for (const folder of SCRIPT_FOLDERS) {
    for (const name of scripts[folder].keys()) {
      const key = folder === 'wrong' ? (name.split('--')[0] ?? name) : name
      const missing = wanted[folder].filter((wish) => !scripts[folder].has(wish))
      // A misspelt name is reported at the place that needs the script.
      if (wanted[folder].includes(key) || nearest(key, missing) !== undefined) continue
      const message = 'steps.yaml does not name this script'
      const fix = wanted[folder].length === 0 ? 'Name it there, or remove it' : suggest(key, wanted[folder])
      files.problems.add(`${path}/${folder}/${name}.sh`, FILE_START, { rule: 'unused-script', message, fix })
    }
  }
}
