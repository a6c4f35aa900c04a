import assert from 'node:assert/strict'
import { KindlabError } from '#protocol/errors.ts'
import type { CreateLabBody, LabView, LearnerView, SessionView } from '#protocol/views.ts'
import type { LabApi } from '../api/lab-api.ts'

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

/** A server with one learner, who has one lab at most. */
export class FakeServer implements LabApi {
  lab: LabView | null = null
  progress: SessionView['progress'] = {}
  steps: SessionView['steps'] = {}
  failure: KindlabError | undefined
  calls: string[] = []

  async session(): Promise<{ session: SessionView; clockSkewMs: number }> {
    this.#answer('session')
    const { lab, progress, steps } = this
    const session = { learner: { id: 'me' }, lab, progress, steps, tier: 0, isDockerUp: true }
    return { session, clockSkewMs: 0 }
  }
  async rename(displayName: string): Promise<LearnerView> {
    this.#answer(`rename ${displayName}`)
    return { id: 'me', displayName: displayName.trim() }
  }
  async createLab(body: CreateLabBody): Promise<LabView> {
    this.#answer(`create ${body.lesson}`)
    if (this.lab?.state === 'kept') throw new KindlabError('lab.kept')
    if (this.lab?.state === 'ready') throw new KindlabError('lab.already_running')
    this.lab = labOf(`lab-of-${body.lesson}`, body)
    return this.lab
  }
  async findLab(labId: string): Promise<LabView | undefined> {
    this.#answer(`find ${labId}`)
    return this.lab?.id === labId ? this.lab : undefined
  }
  async extendLab(labId: string): Promise<LabView> {
    this.#answer(`extend ${labId}`)
    if (this.lab?.state !== 'ready') throw new KindlabError('lab.not_found')
    this.lab = { ...this.lab, expiresAt: this.lab.expiresAt + this.lab.leaseMs }
    return this.lab
  }
  async resetLab(labId: string, generation: number): Promise<LabView> {
    this.#answer(`reset ${labId} ${generation}`)
    assert.ok(this.lab)
    this.lab = { ...labOf(labId, this.lab), generation: generation + 1 }
    return this.lab
  }
  async keepLab(labId: string): Promise<LabView> {
    this.#answer(`keep ${labId}`)
    this.lab = keptOf(labId)
    return this.lab
  }
  async resumeLab(labId: string): Promise<LabView> {
    this.#answer(`resume ${labId}`)
    this.lab = { ...labOf(labId, lesson), generation: 2 }
    return this.lab
  }
  async endLab(labId: string): Promise<LabView> {
    this.#answer(`end ${labId}`)
    assert.ok(this.lab)
    this.lab = labOf(labId, this.lab, 'ending')
    return this.lab
  }
  async requestTicket(): Promise<string> {
    return 'ticket'
  }
  #answer(call: string): void {
    this.calls.push(call)
    if (this.failure !== undefined) throw this.failure
  }
}
