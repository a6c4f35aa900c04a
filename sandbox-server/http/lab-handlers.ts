/** Starting, reading and ending a lab, and the ticket for its WebSocket. */
import type { Course } from '#course/model.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Labs } from '#server/labs/labs.ts'
import { findLesson } from '#server/labs/lab-world.ts'
import type { Tickets } from '#server/tickets.ts'
import type { Store } from '#server/store/open-store.ts'
import { requireHelp } from './class-rules.ts'
import { requireSeat } from './class-seats.ts'
import type { Handlers } from './endpoint-route.ts'
import type { RateLimits } from './rate-limits.ts'

export interface LabParts {
  store: Store
  course: Course
  labs: Labs
  limits: RateLimits
  tickets: Tickets
  wallNow: () => number
}

export function labHandlers({ course, store, labs, limits, tickets, wallNow }: LabParts) {
  return {
    'lab.create': async ({ learner, origin }, { module, lesson: lessonId, startAt }) => {
      const lesson = findLesson(course, module, lessonId)
      if (lesson === undefined) throw new KindlabError('lesson.not_found')
      if (startAt !== undefined && lesson.exam !== undefined) throw new KindlabError('exam.no_help')
      if (startAt !== undefined) await requireHelp(store, learner.id, wallNow())
      await requireSeat({ store, labs, now: wallNow() }, learner.id)
      const permit = async () => {
        await limits.take('creates', learner.id)
        if (origin.browser !== undefined) await limits.take('browserCreates', origin.browser)
        if (origin.address !== undefined) await limits.take('addressCreates', origin.address)
      }
      const live = await labs.create(learner.id, lesson, { permit, startAt, origin })
      return live.view()
    },
    'lab.read': async ({ lab }) => lab.view(),
    'lab.extend': async ({ lab }) => {
      await lab.lease.extend()
      return lab.view()
    },
    'lab.reset': async ({ lab }, { generation }) => {
      await labs.reset(lab, generation)
      return lab.view()
    },
    'lab.keep': async ({ lab }) => {
      await labs.keep(lab)
      return lab.view()
    },
    'lab.resume': async ({ lab }) => {
      await labs.resume(lab)
      return lab.view()
    },
    'lab.end': async ({ lab }) => {
      await labs.end(lab, 'learner')
      return lab.view()
    },
    'ticket.create': async ({ learner, lab }) =>
      tickets.issue({ kind: 'lab', learnerId: learner.id, labId: lab.labId, generation: lab.lab.generation }),
  } satisfies Partial<Handlers>
}
