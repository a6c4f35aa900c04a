'use client'
import { useEffect, useEffectEvent } from 'react'
import { pageActions } from './page-actions.ts'

export interface ActionOptions {
  id: string
  label: string
  keys?: readonly string[]
  isAvailable?: boolean
}

const NO_KEYS: readonly string[] = []

/** Offers `run` in the palette while the component is shown. */
export function useAction({ id, label, keys = NO_KEYS, isAvailable = true }: ActionOptions, run: () => void): void {
  const act = useEffectEvent(run)
  useEffect(() => {
    if (!isAvailable) return undefined
    return pageActions.add({ id, label, keys, run: () => act() })
  }, [id, label, keys, isAvailable])
}
