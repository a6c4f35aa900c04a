/** The HTTP API of protocol/routes.ts. */
import { KindlabError } from '#protocol/errors.ts'
import { ROUTES } from '#protocol/routes.ts'
import { judgeAnswer } from '#course/quiz-answers.ts'
import { QuizAnswerBody } from '#protocol/quiz.ts'
import { CreateLabBody, ResetLabBody } from '#protocol/views.ts'
import { findLesson } from '#server/labs/lab-world.ts'
import type { Tickets } from '#server/tickets.ts'
import type { Course } from '#course/model.ts'
import { examRoutes } from './exam-routes.ts'
import { readJson } from './request-body.ts'
import type { Route } from './router.ts'
import { type SessionParts, sessionRoutes } from './session-routes.ts'
import { stepRoutes } from './step-routes.ts'

export interface ApiParts extends SessionParts {
  course: Course
  tickets: Tickets
}

const LAB_PATH = decodeURIComponent(ROUTES.lab(':id'))

export function apiRoutes(parts: ApiParts): Route[] {
  return [
    ...sessionRoutes(parts),
    createLab(parts),
    readLab(),
    extendLab(),
    resetLab(parts),
    keepLab(parts),
    resumeLab(parts),
    endLab(parts),
    createTicket(parts),
    ...stepRoutes(parts),
    ...examRoutes(parts),
    answerQuestion(parts),
  ]
}

function createLab({ course, registry, limits }: ApiParts): Route {
  return {
    action: 'lab.create',
    method: 'POST',
    path: ROUTES.labs,
    handle: async ({ request, learner }) => {
      const { module, lesson: lessonId, startAt } = await readJson(request, CreateLabBody)
      const lesson = findLesson(course, module, lessonId)
      if (lesson === undefined) throw new KindlabError('lesson.not_found')
      if (startAt !== undefined && lesson.exam !== undefined) throw new KindlabError('exam.no_help')
      const permit = () => limits.take('creates', learner.id)
      const live = await registry.create(learner.id, lesson, permit, startAt)
      return { status: 202, body: live.view() }
    },
  }
}

function readLab(): Route {
  return {
    action: 'lab.read',
    method: 'GET',
    path: LAB_PATH,
    handle: async ({ lab }) => ({ status: 200, body: lab.view() }),
  }
}

function extendLab(): Route {
  return {
    action: 'lab.extend',
    method: 'POST',
    path: decodeURIComponent(ROUTES.extend(':id')),
    handle: async ({ lab }) => {
      await lab.extend()
      return { status: 200, body: lab.view() }
    },
  }
}

function resetLab({ registry }: ApiParts): Route {
  return {
    action: 'lab.reset',
    method: 'POST',
    path: decodeURIComponent(ROUTES.reset(':id')),
    handle: async ({ request, lab }) => {
      const { generation } = await readJson(request, ResetLabBody)
      await registry.reset(lab, generation)
      return { status: 202, body: lab.view() }
    },
  }
}

function keepLab({ registry }: ApiParts): Route {
  return {
    action: 'lab.keep',
    method: 'POST',
    path: decodeURIComponent(ROUTES.keep(':id')),
    handle: async ({ lab }) => {
      await registry.kept.keep(lab)
      return { status: 202, body: lab.view() }
    },
  }
}

function resumeLab({ registry }: ApiParts): Route {
  return {
    action: 'lab.resume',
    method: 'POST',
    path: decodeURIComponent(ROUTES.resume(':id')),
    handle: async ({ lab }) => {
      await registry.kept.resume(lab)
      return { status: 202, body: lab.view() }
    },
  }
}

function endLab({ registry }: ApiParts): Route {
  return {
    action: 'lab.end',
    method: 'DELETE',
    path: LAB_PATH,
    handle: async ({ lab }) => {
      await registry.end(lab, 'learner')
      return { status: 202, body: lab.view() }
    },
  }
}

function createTicket({ tickets }: ApiParts): Route {
  return {
    action: 'ticket.create',
    method: 'POST',
    path: decodeURIComponent(ROUTES.tickets(':id')),
    handle: async ({ learner, lab }) => ({
      status: 201,
      body: tickets.issue({ learnerId: learner.id, labId: lab.labId, generation: lab.lab.generation }),
    }),
  }
}

function answerQuestion({ course }: ApiParts): Route {
  return {
    action: 'quiz.answer',
    method: 'POST',
    path: ROUTES.quiz,
    handle: async ({ request }) => {
      const { module, lesson, question: id, answer } = await readJson(request, QuizAnswerBody)
      const question = findLesson(course, module, lesson)?.questions.find((candidate) => candidate.id === id)
      if (question === undefined) throw new KindlabError('not_found', { detail: `question ${id}` })
      return { status: 200, body: judgeAnswer(question, answer) }
    },
  }
}
