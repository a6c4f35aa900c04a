/** A class with simulated learners, so that an instructor can try the pages. Its learners have no lab: only their progress is simulated. */
import type { Course, Lesson } from '#course/model.ts'
import { DEFAULT_CLASS_SETTINGS } from '#protocol/class-settings.ts'
import type { LabWorld } from './labs/lab-world.ts'
import { begin, finish, recordSolutionUsed, recordTry } from './model/step-progress.ts'

const NAMES = ['Ada', 'Alan', 'Barbara', 'Dennis', 'Donald', 'Edsger', 'Grace', 'Katherine', 'Ken', 'Margaret'] as const
/** Interval at which one learner does the next step. */
const TICK_MS = 4_000
const MINUTE_MS = 60_000

type DemoWorld = Pick<LabWorld, 'store' | 'clock' | 'course' | 'newId' | 'log'>

/** Returns the id of the class. The simulation ends when all learners have done the lesson. */
export async function startDemoClass(world: DemoWorld, instructorId: string): Promise<string> {
  const { store, clock, newId } = world
  const lesson = firstLesson(world.course)
  const now = clock.wallNow()
  const classId = newId()
  const limits = { startsAt: undefined, endsAt: undefined, seats: undefined }
  await store.classes.add({ id: classId, name: 'Demo class', ...limits, settings: DEFAULT_CLASS_SETTINGS }, now)
  await store.classes.addMember(classId, instructorId, { role: 'instructor', now })
  const learners: string[] = []
  for (const name of NAMES) {
    const { id } = await store.learners.add(newId(), now)
    await store.learners.rename(id, `${name} (simulated)`)
    await store.classes.addMember(classId, id, { role: 'learner', now })
    learners.push(id)
  }
  const place = { module: lesson.moduleId, lesson: lesson.id }
  for (const [index, learnerId] of learners.entries()) {
    await doSteps(world, { learnerId, lesson }, index % 4)
    if (index === 3) await startStuck(world, { learnerId, lesson })
  }
  const asking = { classId, learnerId: learners[5] ?? '' }
  const note = 'The kubelet does not start. What do I look at first?'
  await store.help.ask(asking, { id: newId(), note, askedAt: now, ...place })
  simulate(world, learners, lesson)
  return classId
}

function firstLesson({ modules }: Course): Lesson {
  const lesson = modules.flatMap(({ lessons }) => lessons).find(({ steps, exam }) => steps.length > 1 && !exam)
  if (lesson === undefined) throw new Error('the course has no lesson with steps')
  return lesson
}

interface Place {
  learnerId: string
  lesson: Lesson
}

async function doSteps(world: DemoWorld, { learnerId, lesson }: Place, count: number): Promise<void> {
  for (const { id } of lesson.steps.slice(0, count)) await doStep(world, { learnerId, lesson }, id)
}

/** Every fifth step was done with the solution. */
async function doStep({ store, clock }: DemoWorld, { learnerId, lesson }: Place, step: string): Promise<void> {
  const now = clock.wallNow()
  const of = { learnerId, module: lesson.moduleId, lesson: lesson.id }
  await store.stepProgress.change(of, step, (progress) => {
    const begun = begin(progress, now - 2 * MINUTE_MS)
    return finish(now % 5 === 0 ? recordSolutionUsed(begun, now) : begun, now)
  })
}

async function startStuck({ store, clock }: DemoWorld, { learnerId, lesson }: Place): Promise<void> {
  const step = lesson.steps.at(-1)?.id ?? ''
  const of = { learnerId, module: lesson.moduleId, lesson: lesson.id }
  await store.stepProgress.change(of, step, (progress) => recordTry(progress, clock.wallNow() - 12 * MINUTE_MS))
}

/** The first learners do a step each in turn; the last ones wait for help. */
function simulate(world: DemoWorld, learners: readonly string[], lesson: Lesson): void {
  let turn = 0
  const next = (): void => {
    const learnerId = learners[turn % (learners.length - 3)] ?? ''
    const step = lesson.steps[Math.floor(turn / learners.length) % lesson.steps.length]?.id ?? ''
    turn += 1
    if (turn > learners.length * lesson.steps.length) return
    doStep(world, { learnerId, lesson }, step).then(
      () => world.clock.after(TICK_MS, next),
      (error: unknown) => world.log.warn({ err: error }, 'demo_class.stopped'),
    )
  }
  world.clock.after(TICK_MS, next)
}
