/** The routes of the HTTP API. An endpoint of protocol/api.ts without a handler does not compile. */
import { ENDPOINT_NAMES } from '#protocol/api.ts'
import { tokenHandlers } from './api-tokens.ts'
import { auditHandlers } from './audit-handlers.ts'
import { type ClassParts, classHandlers } from './class-handlers.ts'
import { endpointRoute, type Handlers } from './endpoint-route.ts'
import { examHandlers } from './exam-handlers.ts'
import { type LabParts, labHandlers } from './lab-handlers.ts'
import { describeApi } from './open-api.ts'
import type { Route } from './router.ts'
import { type SessionParts, sessionHandlers } from './session-handlers.ts'
import { type StepParts, stepHandlers } from './step-handlers.ts'

export type ApiParts = SessionParts & LabParts & StepParts & ClassParts

export function apiRoutes(parts: ApiParts): Route[] {
  const handlers: Handlers = {
    'api.describe': async () => describeApi(),
    ...sessionHandlers(parts),
    ...labHandlers(parts),
    ...stepHandlers(parts),
    ...examHandlers(parts),
    ...classHandlers(parts),
    ...tokenHandlers(parts),
    ...auditHandlers(parts),
  }
  return ENDPOINT_NAMES.map((name) => endpointRoute(name, handlers[name]))
}
