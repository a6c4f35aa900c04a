'use client'
import { useSetting } from '../settings/settings.ts'

/** Remembered in this browser, for every lesson. */
export function useClusterShown(): readonly [boolean, (isShown: boolean) => void] {
  const [stored, store] = useSetting('cluster')
  return [stored === 'shown', (isShown) => store(isShown ? 'shown' : 'hidden')]
}
