import type { AnswerOf, BodyOf, EndpointName, ParamsOf } from '#protocol/api.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'

/** The values of the path's placeholders, and the body where the endpoint has one. */
export type RequestOf<Name extends EndpointName> = ParamsOf<Name> &
  (BodyOf<Name> extends undefined ? object : { readonly body: BodyOf<Name> })

export interface Api {
  /** @throws KindlabError */
  call<Name extends EndpointName>(name: Name, request: RequestOf<Name>): Promise<AnswerOf<Name>>
  /** How far the server's clock is ahead, by the last answer. */
  readonly clockSkewMs: number
}

/** Loads the client and its schemas: an eighth of the page's code, which reading a lesson does not need. */
export async function loadApi(): Promise<Api> {
  try {
    return (await import('./client.ts')).client
  } catch (cause) {
    throw new KindlabError('server.unreachable', { cause })
  }
}

/** Calls an endpoint, for example `call('lab.extend', { id })`. @throws KindlabError */
export async function call<Name extends EndpointName>(name: Name, request: RequestOf<Name>): Promise<AnswerOf<Name>> {
  return (await loadApi()).call(name, request)
}
