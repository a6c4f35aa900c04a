import { type AnswerOf, type BodyOf, type EndpointName, endpointOf } from '#protocol/api.ts'
import type { Call } from './call.ts'
import { readJson } from './request-body.ts'
import type { Route } from './router.ts'

/** Takes the parsed body and returns the answer; the endpoint's entry in protocol/api.ts gives the status. */
export type Handlers = {
  readonly [Name in EndpointName]: (call: Call, body: BodyOf<Name>) => Promise<AnswerOf<Name>>
}

export function endpointRoute<Name extends EndpointName>(name: Name, handler: Handlers[Name]): Route {
  const { method, path, status, body: schema } = endpointOf(name)
  return {
    action: name,
    method,
    path,
    handle: async (call) => {
      const body = await handler(call, await readJson(call.request, schema))
      return { status, body, headers: call.replyHeaders }
    },
  }
}
