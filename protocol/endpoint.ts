import * as z from 'zod/mini'

export interface Endpoint<Body = unknown, Answer = unknown> {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** `:id` and `:member` stand for one segment each. */
  readonly path: string
  /** HTTP status of success. 202: the answer is the lab as it is now; the socket reports how the request proceeds. */
  readonly status: 200 | 201 | 202 | 204
  /** One sentence for the API description. */
  readonly summary: string
  /** A second request like the first creates a second object, so a client must not repeat a request without a response. */
  readonly isCreating?: true
  readonly body: z.ZodMiniType<Body>
  readonly answer: z.ZodMiniType<Answer>
}

/** The body of a request, or of an answer, that has none. */
export const NOTHING = z.undefined()
