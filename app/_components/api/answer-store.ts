import type { AnswerOf, EndpointName } from '#protocol/api.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import { Store } from '../store/store.ts'
import { call, type RequestOf } from './call.ts'

export interface Known<Answer> {
  /** The last answer, also while a later request fails. */
  answer: Answer | undefined
  error: KindlabError | undefined
}

/** The answer of an endpoint that reads. */
export class AnswerStore<Name extends EndpointName> extends Store<Known<AnswerOf<Name>>> {
  readonly #name: Name
  readonly #request: RequestOf<Name>

  constructor(name: Name, request: RequestOf<Name>) {
    super({ answer: undefined, error: undefined })
    this.#name = name
    this.#request = request
  }

  readonly load = async (): Promise<void> => {
    try {
      this.set({ answer: await call(this.#name, this.#request), error: undefined })
    } catch (thrown) {
      this.set({ ...this.getSnapshot(), error: asKindlabError(thrown) })
    }
  }

  /** Runs a change and loads the answer again. A failure of either is shown as `error`. */
  readonly act = async (change: () => Promise<unknown>): Promise<boolean> => {
    try {
      await change()
    } catch (thrown) {
      this.set({ ...this.getSnapshot(), error: asKindlabError(thrown) })
      return false
    }
    await this.load()
    return true
  }
}

export function asKindlabError(error: unknown): KindlabError {
  return error instanceof KindlabError ? error : new KindlabError('internal', { cause: error })
}
