/**
 * The endpoints of the HTTP API: the server's routes, the page's calls, the policy and `GET /api/openapi.json` are keyed by this table.
 * Unsafe methods need the session cookie, an exact Origin, and the header of `request-header.ts`.
 */
import * as z from 'zod/mini'
import { AuditView } from './audit.ts'
import { CLASS_ENDPOINTS } from './class-endpoints.ts'
import { type Endpoint, NOTHING } from './endpoint.ts'
import { HandInBody, TaskBody } from './exam.ts'
import { ExamResultsView } from './exam-result.ts'
import { HintsBody, SolutionBody, SolutionView } from './progress.ts'
import { QuizAnswerBody, QuizVerdictView } from './quiz.ts'
import { PersonSessionsView, SignOutBody } from './people.ts'
import { CreateLabBody, LabView, LearnerView, RenameBody, ResetLabBody, SessionView, TicketView } from './views.ts'
import { WorkBody } from './work.ts'

export const ENDPOINTS = {
  'api.describe': {
    method: 'GET',
    path: '/api/openapi.json',
    status: 200,
    summary: 'Describes this API as OpenAPI 3.1.',
    body: NOTHING,
    answer: z.record(z.string(), z.unknown()),
  },
  'session.read': {
    method: 'GET',
    path: '/api/session',
    status: 200,
    summary: 'Returns the learner of this browser, and creates one on the first call.',
    body: NOTHING,
    answer: SessionView,
  },
  'session.end': {
    method: 'POST',
    path: '/api/session/end',
    status: 204,
    summary: 'Signs out this browser, or all browsers of this learner. Open sockets close.',
    body: SignOutBody,
    answer: NOTHING,
  },
  'sessions.list': {
    method: 'GET',
    path: '/api/session/all',
    status: 200,
    summary: 'Returns the sessions of this learner: one for each browser, the last used first.',
    body: NOTHING,
    answer: PersonSessionsView,
  },
  'sessions.end': {
    method: 'DELETE',
    path: '/api/session/all/:id',
    status: 204,
    summary: 'Signs out one browser of this learner.',
    body: NOTHING,
    answer: NOTHING,
  },
  'learner.rename': {
    method: 'POST',
    path: '/api/session/name',
    status: 200,
    summary: "Sets the learner's display name. An empty name clears it.",
    body: RenameBody,
    answer: LearnerView,
  },
  'learner.remove': {
    method: 'POST',
    path: '/api/session/remove',
    status: 204,
    summary: 'Removes this learner with all data. The lab must have ended.',
    body: NOTHING,
    answer: NOTHING,
  },
  'audit.list': {
    method: 'GET',
    path: '/api/audit/:id',
    status: 200,
    summary:
      'Returns 100 entries of the audit log that are older than an entry. The id `latest` returns the newest ones.',
    body: NOTHING,
    answer: AuditView,
  },
  'lab.create': {
    method: 'POST',
    path: '/api/labs',
    status: 202,
    summary: 'Starts a lab for a lesson.',
    body: CreateLabBody,
    answer: LabView,
  },
  'lab.read': {
    method: 'GET',
    path: '/api/labs/:id',
    status: 200,
    summary: 'Returns the lab as it is now.',
    body: NOTHING,
    answer: LabView,
  },
  'lab.end': {
    method: 'DELETE',
    path: '/api/labs/:id',
    status: 202,
    summary: 'Ends the lab and removes its cluster.',
    body: NOTHING,
    answer: LabView,
  },
  'lab.extend': {
    method: 'POST',
    path: '/api/labs/:id/extend',
    status: 200,
    summary: 'Renews the whole lease from now on.',
    body: NOTHING,
    answer: LabView,
  },
  'lab.keep': {
    method: 'POST',
    path: '/api/labs/:id/keep',
    status: 202,
    summary: 'Suspends the lab: stops its cluster, for later.',
    body: NOTHING,
    answer: LabView,
  },
  'lab.resume': {
    method: 'POST',
    path: '/api/labs/:id/resume',
    status: 202,
    summary: 'Resumes a suspended lab.',
    body: NOTHING,
    answer: LabView,
  },
  'lab.reset': {
    method: 'POST',
    path: '/api/labs/:id/reset',
    status: 202,
    summary: 'Replaces the cluster of the lab by a fresh one and deletes the old one.',
    body: ResetLabBody,
    answer: LabView,
  },
  'ticket.create': {
    method: 'POST',
    path: '/api/labs/:id/tickets',
    status: 201,
    summary: 'Issues a one-time ticket for the WebSocket of the lab.',
    body: NOTHING,
    answer: TicketView,
  },
  'lab.work': {
    method: 'POST',
    path: '/api/labs/:id/work',
    status: 202,
    summary: 'Starts work of the server in the cluster: breaks, solves or resets a step.',
    body: WorkBody,
    answer: LabView,
  },
  'solution.read': {
    method: 'POST',
    path: '/api/labs/:id/solutions',
    status: 200,
    summary: 'Returns the solution of a step and records that the learner has seen it.',
    body: SolutionBody,
    answer: SolutionView,
  },
  'exam.open': {
    method: 'POST',
    path: '/api/labs/:id/task',
    status: 202,
    summary: 'Opens a task of an exam, and leaves the open one.',
    body: TaskBody,
    answer: LabView,
  },
  'exam.hand_in': {
    method: 'POST',
    path: '/api/labs/:id/hand-in',
    status: 202,
    summary: 'Hands the exam in: grades it and ends the lab.',
    body: HandInBody,
    answer: LabView,
  },
  'exam.results': {
    method: 'GET',
    path: '/api/exams',
    status: 200,
    summary: "Returns the results of the learner's ended exams, the latest first.",
    body: NOTHING,
    answer: ExamResultsView,
  },
  'hints.count': {
    method: 'POST',
    path: '/api/hints',
    status: 204,
    summary: 'Records how many hints of a step the page has shown.',
    body: HintsBody,
    answer: NOTHING,
  },
  'quiz.answer': {
    method: 'POST',
    path: '/api/quiz',
    status: 200,
    summary: 'Grades the answer to a quiz question.',
    body: QuizAnswerBody,
    answer: QuizVerdictView,
  },
  ...CLASS_ENDPOINTS,
} as const satisfies Record<string, Endpoint>

export type EndpointName = keyof typeof ENDPOINTS
export type BodyOf<Name extends EndpointName> = z.infer<(typeof ENDPOINTS)[Name]['body']>
export type AnswerOf<Name extends EndpointName> = z.infer<(typeof ENDPOINTS)[Name]['answer']>
/** The values for the placeholders of the path. */
export type ParamsOf<Name extends EndpointName> = {
  readonly [Param in ParamsIn<(typeof ENDPOINTS)[Name]['path']>]: string
}
type ParamsIn<Path extends string> = Path extends `${string}:${infer Param}/${infer Rest}`
  ? Param | ParamsIn<`/${Rest}`>
  : Path extends `${string}:${infer Param}`
    ? Param
    : never

const TABLE: { readonly [Name in EndpointName]: Endpoint<BodyOf<Name>, AnswerOf<Name>> } = ENDPOINTS

export const ENDPOINT_NAMES = Object.keys(ENDPOINTS).filter(isEndpointName)

export function endpointOf<Name extends EndpointName>(name: Name): Endpoint<BodyOf<Name>, AnswerOf<Name>> {
  return TABLE[name]
}

export function endpointPath<Name extends EndpointName>(
  name: Name,
  ...params: ParamsIn<(typeof ENDPOINTS)[Name]['path']> extends never ? [] : [ParamsOf<Name>]
): string {
  return fillPath(ENDPOINTS[name].path, { ...params[0] })
}

/** Replaces each `:name` of the path by the value of that name. */
export function fillPath(path: string, values: Readonly<Record<string, unknown>>): string {
  return path.replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(values[key])))
}

function isEndpointName(name: string): name is EndpointName {
  return Object.hasOwn(ENDPOINTS, name)
}
