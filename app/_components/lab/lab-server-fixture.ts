import assert from 'node:assert/strict'
import type { AnswerOf, EndpointName } from '#protocol/api.ts'
import { KindlabError } from '#protocol/kindlab-error.ts'
import type { CreateLabBody, LabView, SessionView } from '#protocol/views.ts'
import type { Api, RequestOf } from '../api/call.ts'

export const lesson: CreateLabBody = { module: 'the-node', lesson: 'hands-and-feet' }
export const other: CreateLabBody = { module: 'the-node', lesson: 'another' }

export function labOf(id: string, of: CreateLabBody, state: 'creating' | 'ending' | 'ended' = 'creating'): LabView {
  const base = { id, ...of, createdAt: 0, generation: 1 }
  return state === 'creating' ? { ...base, state, phases: [] } : { ...base, state, reason: 'expired' }
}

export function readyOf(id: string): LabView {
  return { ...labOf(id, lesson), state: 'ready', phases: [], nodes: [], readyAt: 1, expiresAt: 2, leaseMs: 2 }
}

export function keptOf(id: string): LabView {
  return { ...labOf(id, lesson), state: 'kept', keptAt: 1, removeAt: 2 }
}

const refuse = (): never => {
  throw new Error('the fake server has no such endpoint')
}
type Handlers = { readonly [Name in EndpointName]: (request: RequestOf<Name>) => AnswerOf<Name> }

/** A server with one learner, who has at most one lab. */
export class FakeServer implements Api {
  readonly clockSkewMs = 0
  lab: LabView | null = null
  progress: SessionView['progress'] = {}
  steps: SessionView['steps'] = {}
  failure: KindlabError | undefined
  calls: string[] = []
  readonly #handlers: Partial<Handlers> = {
    'session.read': () => {
      this.#note('session')
      const { lab, progress, steps } = this
      return { learner: { id: 'me' }, lab, progress, steps, tier: 0, isDockerUp: true }
    },
    'learner.rename': ({ body: { displayName } }) => {
      this.#note(`rename ${displayName}`)
      return { id: 'me', displayName: displayName.trim() }
    },
    'lab.create': ({ body }) => {
      this.#note(`create ${body.lesson}`)
      if (this.lab?.state === 'kept') throw new KindlabError('lab.kept')
      if (this.lab?.state === 'ready') throw new KindlabError('lab.already_running')
      return this.#replaceLab(labOf(`lab-of-${body.lesson}`, body))
    },
    'lab.read': ({ id }) => {
      this.#note(`find ${id}`)
      if (this.lab?.id !== id) throw new KindlabError('lab.not_found')
      return this.lab
    },
    'lab.extend': ({ id }) => {
      this.#note(`extend ${id}`)
      if (this.lab?.state !== 'ready') throw new KindlabError('lab.not_found')
      return this.#replaceLab({ ...this.lab, expiresAt: this.lab.expiresAt + this.lab.leaseMs })
    },
    'lab.reset': ({ id, body: { generation } }) => {
      this.#note(`reset ${id} ${generation}`)
      assert.ok(this.lab)
      return this.#replaceLab({ ...labOf(id, this.lab), generation: generation + 1 })
    },
    'lab.keep': ({ id }) => {
      this.#note(`keep ${id}`)
      return this.#replaceLab(keptOf(id))
    },
    'lab.resume': ({ id }) => {
      this.#note(`resume ${id}`)
      return this.#replaceLab({ ...labOf(id, lesson), generation: 2 })
    },
    'lab.end': ({ id }) => {
      this.#note(`end ${id}`)
      assert.ok(this.lab)
      return this.#replaceLab(labOf(id, this.lab, 'ending'))
    },
  }

  async call<Name extends EndpointName>(name: Name, request: RequestOf<Name>): Promise<AnswerOf<Name>> {
    const handle: Handlers[Name] = this.#handlers[name] ?? refuse
    return handle(request)
  }

  #note(call: string): void {
    this.calls.push(call)
    if (this.failure !== undefined) throw this.failure
  }

  #replaceLab(lab: LabView): LabView {
    this.lab = lab
    return lab
  }
}
