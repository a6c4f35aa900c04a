/** Resolves `from:` in exams: checks, faults and solutions of steps in other lessons. */
import { suggest } from '#course/did-you-mean.ts'
import type { Lesson, Step } from '#course/model.ts'
import type { ProblemList } from '#course/problem.ts'
import type { LessonSource } from '#course/read-lesson.ts'
import type { Path } from '#course/schema-issue.ts'

interface Home {
  lesson: Lesson
  step: Step
}

type Refuse = (at: Path, message: string, fix: string) => void

/** All lessons with resolved `from:`. An unknown step is added to the problems. */
export function joinReferences(sources: readonly LessonSource[], problems: ProblemList): LessonSource[] {
  const homes = findHomes(sources)
  return sources.map((source) => {
    const { lesson, steps, path } = source
    if (lesson === undefined || steps === undefined) return source
    const refuse = (index: number, at: Path, problem: { message: string; fix: string }): void =>
      problems.add(`${path}/steps.yaml`, steps.placeOf([index, ...at]), { rule: 'reference', ...problem })
    const joined = lesson.steps.map((step, index) => {
      const refuseHere: Refuse = (at, message, fix) => refuse(index, at, { message, fix })
      refuseUnknownLesson(step, sources, refuseHere)
      return step.from === undefined
        ? step
        : joinReference({ ...step, from: step.from }, lesson, { homes, sources, refuse: refuseHere })
    })
    return { ...source, lesson: { ...lesson, steps: joined } }
  })
}

interface Surroundings {
  homes: ReadonlyMap<string, Home>
  sources: readonly LessonSource[]
  refuse: Refuse
}

function joinReference(step: Step & { from: string }, lesson: Lesson, { homes, sources, refuse }: Surroundings): Step {
  const home = homes.get(step.from)
  if (lesson.exam === undefined) {
    refuse(
      ['from'],
      'only an exam takes steps from elsewhere',
      'Write `exam:` into the frontmatter, or checks in place of `from:`',
    )
    return step
  }
  if (home === undefined) {
    // The steps of a lesson with problems are not known.
    if (sources.some((source) => source.lesson === undefined && step.from.startsWith(`${nameOf(source)}/`))) return step
    refuse(['from'], `there is no step "${step.from}"`, suggest(step.from, namesNear(step.from, homes)))
    return step
  }
  const { checks, solution, fault } = home.step
  if (checks.length === 0) {
    refuse(['from'], `"${step.from}" has no checks of its own`, 'Use a step with checks')
  } else if (home.lesson.nodes > lesson.nodes) {
    refuse(['from'], `"${step.from}" needs two nodes`, 'Write `nodes: 2` into the frontmatter')
  }
  const teaches = step.teaches ?? `${home.lesson.moduleId}/${home.lesson.id}`
  return { ...step, checks, teaches, ...(solution && { solution }), ...(fault && { fault }) }
}

/** The steps of the named lesson, or of all lessons. */
function namesNear(name: string, homes: Surroundings['homes']): string[] {
  const known = [...homes].flatMap(([each, { step }]) => (step.checks.length > 0 ? [each] : []))
  const lesson = name.slice(0, name.lastIndexOf('/') + 1)
  const beside = known.filter((each) => each.startsWith(lesson))
  return beside.length > 0 ? beside : known
}

function refuseUnknownLesson({ teaches }: Step, sources: readonly LessonSource[], refuse: Refuse): void {
  const names = sources.map(nameOf)
  if (teaches === undefined || names.includes(teaches)) return
  refuse(['teaches'], `there is no lesson "${teaches}"`, suggest(teaches, names))
}

function findHomes(sources: readonly LessonSource[]): Map<string, Home> {
  const homes = new Map<string, Home>()
  for (const { lesson } of sources) {
    for (const step of lesson?.steps ?? []) {
      if (lesson !== undefined) homes.set(`${lesson.moduleId}/${lesson.id}/${step.id}`, { lesson, step })
    }
  }
  return homes
}

function nameOf({ moduleId, id }: { moduleId: string; id: string }): string {
  return `${moduleId}/${id}`
}
