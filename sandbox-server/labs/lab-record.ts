import type { Lab } from '#server/model/lab.ts'
import type { Store } from '#server/store/open-store.ts'

/** With one server, a second attempt after a lost compare-and-swap is enough. */
const MAX_ATTEMPTS = 2

export interface LabRecordOptions {
  store: Pick<Store, 'labs'>
  lab: Lab
  /** Called after each persisted change. */
  onChange: () => void
}

/** The state of one lab: changed in the database by compare-and-swap, then in memory. */
export class LabRecord {
  readonly #options: LabRecordOptions
  #lab: Lab
  /** Changes run one after the other, so each one sees the result of the one before. */
  #changes: Promise<unknown> = Promise.resolve()

  constructor(options: LabRecordOptions) {
    this.#options = options
    this.#lab = options.lab
  }

  get lab(): Lab {
    return this.#lab
  }

  /** Resolves to the lab after the change. `transition` returns undefined when the current state needs no change. */
  async change(transition: (lab: Lab) => Lab | undefined): Promise<Lab> {
    const changed = this.#changes.then(() => this.#changeNow(transition, MAX_ATTEMPTS))
    this.#changes = changed.catch(() => undefined)
    return changed
  }

  async #changeNow(transition: (lab: Lab) => Lab | undefined, attempts: number): Promise<Lab> {
    const { store, onChange } = this.#options
    const wanted = transition(this.#lab)
    if (wanted === undefined || wanted === this.#lab) return this.#lab
    if (await store.labs.replace(this.#lab, wanted)) {
      this.#lab = wanted
      onChange()
      return wanted
    }
    const stored = await store.labs.find(this.#lab.id)
    if (stored === undefined || attempts <= 1) throw new Error(`another process changed lab ${this.#lab.id}`)
    this.#lab = stored
    return this.#changeNow(transition, attempts - 1)
  }
}
