'use client'
/** The actions that the palette offers on the open page. A component adds its own while it is mounted. */
import { useEffect, useEffectEvent } from 'react'
import { Store } from '../store/store.ts'

export interface PageAction {
  id: string
  label: string
  /** The keyboard shortcut; may be empty. */
  keys: readonly string[]
  run(): void
}

export class PageActions extends Store<readonly PageAction[]> {
  constructor() {
    super([])
  }

  /** Returns a function that removes the action. */
  add(action: PageAction): () => void {
    this.set([...this.getSnapshot(), action])
    return () => this.set(this.getSnapshot().filter((each) => each !== action))
  }
}

export const pageActions = new PageActions()

export interface ActionOptions {
  id: string
  label: string
  keys?: readonly string[]
  isAvailable?: boolean
}

const NO_KEYS: readonly string[] = []

/** Offers `run` in the palette while the component is mounted. */
export function useAction({ id, label, keys = NO_KEYS, isAvailable = true }: ActionOptions, run: () => void): void {
  const act = useEffectEvent(run)
  useEffect(() => {
    if (!isAvailable) return undefined
    return pageActions.add({ id, label, keys, run: () => act() })
  }, [id, label, keys, isAvailable])
}
