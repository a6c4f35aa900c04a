/** Session and lab as the page asks for them. */
import { KindlabError } from '#protocol/errors.ts'
import { ROUTES } from '#protocol/routes.ts'
import {
  type CreateLabBody,
  LabView,
  LearnerView,
  type RenameBody,
  type ResetLabBody,
  SessionView,
  TicketView,
} from '#protocol/views.ts'
import { type ApiClient, understand } from './api-client.ts'

export interface LabApi {
  session(): Promise<{ session: SessionView; clockSkewMs: number }>
  /** What the learner is called from now on; nothing takes the name away. */
  rename(displayName: string): Promise<LearnerView>
  createLab(body: CreateLabBody): Promise<LabView>
  /** What has become of a lab; undefined when there is nothing left of it. */
  findLab(labId: string): Promise<LabView | undefined>
  extendLab(labId: string): Promise<LabView>
  /** `generation` is that of the cluster to throw away. */
  resetLab(labId: string, generation: number): Promise<LabView>
  /** Stops its cluster, for later. */
  keepLab(labId: string): Promise<LabView>
  /** Brings a kept cluster back. */
  resumeLab(labId: string): Promise<LabView>
  endLab(labId: string): Promise<LabView>
  requestTicket(labId: string): Promise<string>
}

export class HttpLabApi implements LabApi {
  readonly #client: ApiClient

  constructor(client: ApiClient) {
    this.#client = client
  }

  async session(): Promise<{ session: SessionView; clockSkewMs: number }> {
    const response = await this.#client.send({ method: 'GET', path: ROUTES.session })
    return { session: await understand(response, SessionView), clockSkewMs: skewOf(response.headers.get('date')) }
  }

  async rename(displayName: string): Promise<LearnerView> {
    const body: RenameBody = { displayName }
    return this.#client.read({ method: 'POST', path: ROUTES.name, body }, LearnerView)
  }

  async createLab(body: CreateLabBody): Promise<LabView> {
    return this.#client.read({ method: 'POST', path: ROUTES.labs, body }, LabView)
  }

  async findLab(labId: string): Promise<LabView | undefined> {
    try {
      return await this.#client.read({ method: 'GET', path: ROUTES.lab(labId) }, LabView)
    } catch (error) {
      if (error instanceof KindlabError && error.code === 'lab.not_found') return undefined
      throw error
    }
  }

  async extendLab(labId: string): Promise<LabView> {
    return this.#client.read({ method: 'POST', path: ROUTES.extend(labId), body: {} }, LabView)
  }

  async resetLab(labId: string, generation: number): Promise<LabView> {
    const body: ResetLabBody = { generation }
    return this.#client.read({ method: 'POST', path: ROUTES.reset(labId), body }, LabView)
  }

  async keepLab(labId: string): Promise<LabView> {
    return this.#client.read({ method: 'POST', path: ROUTES.keep(labId), body: {} }, LabView)
  }

  async resumeLab(labId: string): Promise<LabView> {
    return this.#client.read({ method: 'POST', path: ROUTES.resume(labId), body: {} }, LabView)
  }

  async endLab(labId: string): Promise<LabView> {
    return this.#client.read({ method: 'DELETE', path: ROUTES.lab(labId) }, LabView)
  }

  async requestTicket(labId: string): Promise<string> {
    const { ticket } = await this.#client.read({ method: 'POST', path: ROUTES.tickets(labId) }, TicketView)
    return ticket
  }
}

/** How far the server's clock is ahead of ours. Small differences are the header's whole seconds and the way here. */
function skewOf(date: string | null): number {
  const server = date === null ? Number.NaN : Date.parse(date)
  const skew = server - Date.now()
  return Number.isNaN(skew) || Math.abs(skew) < 5_000 ? 0 : skew
}
