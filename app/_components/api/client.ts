/** Calls the endpoints of protocol/api.ts. The client checks every answer against its schema; every failure is a KindlabError. */
import * as z from 'zod/mini'
import { type AnswerOf, endpointOf, type EndpointName, fillPath } from '#protocol/api.ts'
import { isErrorCode } from '#protocol/error-catalogue.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { REQUEST_HEADER } from '#protocol/request-header.ts'
import { ErrorBody } from '#protocol/views.ts'
import type { Api, RequestOf } from './call.ts'
import { withEarlyAnswers } from './early-answers.ts'

const Failure = z.object({ error: ErrorBody })

/** Delay of the repetition. A new cluster adds a network interface, and a browser on that machine then aborts its requests. */
const RETRY_AFTER_MS = 250
/** A smaller difference can be rounding of the `Date` header or transfer time. */
const MIN_CLOCK_SKEW_MS = 5_000

export class ApiClient implements Api {
  readonly #fetch: typeof fetch
  #clockSkewMs = 0

  constructor(fetchFrom: typeof fetch) {
    this.#fetch = fetchFrom
  }

  get clockSkewMs(): number {
    return this.#clockSkewMs
  }

  /** A browser without a session gets one when its page reads the session. A call that came first is sent again after that. */
  async call<Name extends EndpointName>(name: Name, request: RequestOf<Name>): Promise<AnswerOf<Name>> {
    try {
      return await this.#request(name, request)
    } catch (error) {
      const isTooEarly = error instanceof KindlabError && error.code === 'session.missing' && name !== 'session.read'
      if (!isTooEarly) throw error
      await this.#request('session.read', {})
      return this.#request(name, request)
    }
  }

  async #request<Name extends EndpointName>(name: Name, request: RequestOf<Name>): Promise<AnswerOf<Name>> {
    const { method, path, answer, isCreating = false } = endpointOf(name)
    const { body = {}, ...params }: Record<string, unknown> = { ...request }
    const headers: Record<string, string> = { accept: 'application/json', [REQUEST_HEADER.name]: REQUEST_HEADER.value }
    if (method === 'POST') headers['content-type'] = 'application/json'
    const content = method === 'POST' ? { body: JSON.stringify(body) } : {}
    const send = () => this.#fetch(fillPath(path, params), { method, headers, cache: 'no-store', ...content })
    const response = await (isCreating ? send() : repeatOnce(send)).catch((cause: unknown) => {
      throw new KindlabError('server.unreachable', { cause })
    })
    if (!response.ok) throw await failureOf(response)
    this.#clockSkewMs = skewOf(response.headers.get('date'))
    const result = answer.safeParse(await bodyOf(response))
    if (!result.success) throw new KindlabError('answer.invalid', { detail: response.url, cause: result.error })
    return result.data
  }
}

/** Sends a request once more if there is no response. */
async function repeatOnce(send: () => Promise<Response>): Promise<Response> {
  return send().catch(async () => {
    await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS))
    return send()
  })
}

/** The client of this page. */
export const client = new ApiClient(withEarlyAnswers((input, init) => fetch(input, init)))

async function failureOf(response: Response): Promise<KindlabError> {
  const result = Failure.safeParse(await bodyOf(response))
  // A proxy in front of a stopped server answers with a page of its own.
  if (!result.success) return new KindlabError(response.status >= 502 ? 'server.unreachable' : 'internal')
  const { code, detail, retryAt } = result.data.error
  return new KindlabError(isErrorCode(code) ? code : 'internal', {
    ...(detail === undefined ? {} : { detail }),
    ...(retryAt === undefined ? {} : { retryAt }),
  })
}

async function bodyOf(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined)
}

/** How far the server's clock is ahead of the page's clock. */
function skewOf(date: string | null): number {
  const skew = (date === null ? Number.NaN : Date.parse(date)) - Date.now()
  return Number.isNaN(skew) || Math.abs(skew) < MIN_CLOCK_SKEW_MS ? 0 : skew
}
