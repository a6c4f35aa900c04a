import { findSeed } from '#course/draw-steps.ts'
import type { Lesson } from '#course/model.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { createLab, type Lab, type LabOrigin } from '#server/model/lab.ts'
import { within } from '#server/time/within.ts'
import type { Admission } from './admission.ts'
import { recordAudit } from './lab-audit.ts'
import type { LabBoots } from './lab-boots.ts'
import type { LiveLab } from './live-lab.ts'
import { openLab, type OpenLabParts } from './open-lab.ts'
import type { PoolMembers } from './pool-members.ts'
import { requireShare } from './lab-shares.ts'
import type { TakenSeats } from './taken-seats.ts'

/** How long a request waits for the learner's previous lab to end. */
const WAIT_FOR_ENDING_MS = 20_000
/** A learner's lab in one of these states is joined; in another state it has to end first. */
const JOINABLE: ReadonlySet<Lab['state']> = new Set(['creating', 'ready', 'kept'])

export interface StartLabParts extends OpenLabParts {
  admission: Admission
  seats: TakenSeats
  members: PoolMembers
  boots: LabBoots
}

export interface LabRequest {
  learnerId: string
  lesson: Lesson
  /** Called before anything is made; throws to refuse. */
  permit: () => Promise<void>
  /** In a new lab the server does every step before this one. */
  startAt: string | undefined
  origin: LabOrigin
}

/**
 * Starts a lab for a lesson, or returns the learner's lab for it.
 * @throws KindlabError `lesson.no_lab`, `lab.already_running`, `lab.kept`, `lab.too_many`, `docker.unavailable`, `work.unknown_step`, `capacity.…` when waiting cannot help
 */
export async function startLab(parts: StartLabParts, request: LabRequest): Promise<LiveLab> {
  const { learnerId, lesson, permit } = request
  const { world, liveLabs } = parts
  if (lesson.lab === 'none') throw new KindlabError('lesson.no_lab')
  await endUnusableLab(parts, learnerId)
  const running = liveLabs.ofLearner(learnerId)
  if (running !== undefined) return joinLab(running, lesson)
  requireShare(parts, request.origin)
  await world.provider.ping()
  await requireRoom(parts, lesson)
  await permit()
  const estimateMs = await world.store.labs.estimateBootMs(lesson.nodes)
  // A parallel request of the learner may have made a lab meanwhile: the second request joins it.
  const other = liveLabs.ofLearner(learnerId)
  return other === undefined ? beginLab(parts, request, estimateMs) : joinLab(other, lesson)
}

async function endUnusableLab({ world, liveLabs, endings }: StartLabParts, learnerId: string): Promise<void> {
  const live = liveLabs.ofLearner(learnerId)
  if (live === undefined || JOINABLE.has(live.lab.state)) return
  await endings.start(live, 'learner')
  const limit = { clock: world.clock, limitMs: WAIT_FOR_ENDING_MS, onLate: () => undefined }
  await within(endings.whenEnded(live), limit)
}

/** @throws KindlabError `lab.kept`, `lab.already_running` when the learner's lab is for another lesson, or is ending */
function joinLab(live: LiveLab, lesson: Lesson): LiveLab {
  const { state, module, lesson: lessonId } = live.lab
  const isSameLesson = module === lesson.moduleId && lessonId === lesson.id
  if (state === 'kept' && !isSameLesson) throw new KindlabError('lab.kept', { detail: `${module}/${lessonId}` })
  if (!JOINABLE.has(state)) throw new KindlabError('lab.already_running', { detail: 'the last one is still ending' })
  if (isSameLesson) return live
  throw new KindlabError('lab.already_running', { detail: `${module}/${lessonId}` })
}

/** Room that other labs can free is worth waiting for; otherwise the request is refused at once. */
async function requireRoom({ members, admission, seats }: StartLabParts, { nodes }: Lesson): Promise<void> {
  if (members.countFree(nodes) > 0) return
  const shortage = await admission.findShortage(nodes)
  if (shortage === undefined) return
  if (shortage.code !== 'capacity.disk' && seats.total.clusters > 0) return
  throw new KindlabError(shortage.code, { detail: shortage.detail })
}

async function beginLab(
  parts: StartLabParts,
  { learnerId, lesson, startAt, origin }: LabRequest,
  estimateMs: number | undefined,
): Promise<LiveLab> {
  const { store, newId, clock, log } = parts.world
  // Again, without a wait before `openLab`: parallel requests have passed the first check.
  requireShare(parts, origin)
  const lab = createLab({
    id: newId(),
    learnerId,
    module: lesson.moduleId,
    lesson: lesson.id,
    nodeCount: lesson.nodes,
    sandboxId: newId().slice(0, 16),
    createdAt: clock.wallNow(),
    seed: chooseSeed(lesson, Number.parseInt(newId().slice(0, 8), 16), startAt),
    ...(startAt === undefined ? {} : { startAt }),
    origin,
  })
  const live = openLab(parts, lab, estimateMs)
  try {
    await store.labs.add(lab)
  } catch (error) {
    parts.liveLabs.remove(live)
    throw error
  }
  await recordAudit(parts.world, live, 'lab.created')
  log.info({ labId: lab.id, learnerId, lesson: lesson.folder, sandboxId: lab.sandboxId }, 'lab.created')
  await parts.boots.startAndAwaitClaim(live)
  return live
}

/**
 * The seed of the draw: random, but the draw contains the step `startAt`.
 * @throws KindlabError `work.unknown_step` when no draw of the lesson contains that step
 */
function chooseSeed(lesson: Lesson, random: number, startAt: string | undefined): number {
  if (startAt === undefined) return random
  const seed = findSeed(lesson, startAt, random)
  if (seed === undefined) throw new KindlabError('work.unknown_step', { detail: startAt })
  return seed
}
