/** Requests of a class while it is taught: the board, banners, tickets and help. */
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { Classroom } from '#server/classroom/classroom.ts'
import type { Labs } from '#server/labs/labs.ts'
import type { Store } from '#server/store/open-store.ts'
import type { Tickets } from '#server/tickets.ts'
import { recorder } from './class-record.ts'
import { requireRunning, requireWatchable } from './class-rules.ts'
import { resultRows } from './class-results.ts'
import type { Handlers } from './endpoint-route.ts'

export interface LiveParts {
  store: Store
  labs: Labs
  classroom: Classroom
  tickets: Tickets
  newId: () => string
  wallNow: () => number
}

export function liveHandlers(parts: LiveParts) {
  const { store, labs, classroom, tickets, wallNow } = parts
  const record = recorder(parts)
  return {
    'class.board': async ({ access }) => {
      const board = await classroom.board(access.known.id)
      if (board === undefined) throw new KindlabError('class.not_found')
      return board
    },
    'class.results': async (call) => {
      await record(call, 'class.results_exported', call.access.known.id, 'json')
      return { rows: await resultRows(store, call.access.known.id) }
    },
    'class.broadcast': async (call, { text, path }) => {
      const { id } = call.access.known
      const from = call.learner.displayName ?? 'Your instructor'
      const banner = { text: text.trim(), from, sentAt: wallNow(), ...(path === undefined ? {} : { path }) }
      classroom.setBanner(id, banner.text === '' ? undefined : banner)
      await record(call, 'class.broadcast', id)
    },
    'class.ticket': async ({ learner, access }) =>
      tickets.issue({ kind: 'class', learnerId: learner.id, classId: access.known.id }),
    'class.learner': async ({ access: { memberId } }) => {
      const learner = await store.learners.find(memberId)
      const [steps, results] = await Promise.all([
        store.stepProgress.findByLearner(memberId),
        store.checkResults.findByLearner(memberId),
      ])
      const name = learner?.displayName
      return { id: memberId, ...(name === undefined ? {} : { name }), steps, results }
    },
    'class.watch': async ({ learner, access: { known, memberId } }) => {
      requireWatchable(known, wallNow())
      const live = labs.ofLearner(memberId)
      if (live === undefined || live.lab.state !== 'ready') throw new KindlabError('lab.not_ready')
      const grant = { classId: known.id, memberId, labId: live.labId, generation: live.lab.generation }
      return { ...tickets.issue({ kind: 'watch', learnerId: learner.id, ...grant }), lab: live.view() }
    },
    'class.remove_member': async (call) => {
      const { known, memberId } = call.access
      await store.classes.removeMember(known.id, memberId)
      await record(call, 'class.member_removed', known.id, memberId)
      classroom.changed()
    },
    ...helpHandlers(parts),
  } satisfies Partial<Handlers>
}

function helpHandlers(parts: LiveParts) {
  const { store, labs, classroom, newId, wallNow } = parts
  const record = recorder(parts)
  return {
    'class.answer_help': async (call, { answer }) => {
      const { known, memberId } = call.access
      if (answer.trim() !== '' && labs.isInExam(memberId)) throw new KindlabError('exam.running')
      await store.help.close(known.id, memberId, { answer: answer.trim(), now: wallNow() })
      await record(call, 'help.answered', known.id, memberId)
      classroom.changed()
    },
    'help.ask': async ({ learner, access: { known } }, { note, ...place }) => {
      requireRunning(known, wallNow())
      if (labs.isInExam(learner.id)) throw new KindlabError('exam.no_help')
      const request = { id: newId(), note: note.trim(), askedAt: wallNow(), ...place }
      await store.help.ask({ classId: known.id, learnerId: learner.id }, request)
      classroom.changed()
    },
    'help.cancel': async ({ learner, access: { known } }) => {
      await store.help.close(known.id, learner.id, { answer: '', now: wallNow() })
      classroom.changed()
    },
  } satisfies Partial<Handlers>
}
