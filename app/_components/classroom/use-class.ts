'use client'
import { useEffect } from 'react'
import { useLab } from '../lab/use-lab.ts'
import { useStore } from '../store/use-store.ts'
import { type ClassSnapshot, ClassStore } from './class-store.ts'

const STORES = new Map<string, ClassStore>()

/** One store for each class and page. */
function storeOf(classId: string): ClassStore {
  const store = STORES.get(classId) ?? new ClassStore(classId)
  STORES.set(classId, store)
  return store
}

export function useClass(classId: string): ClassSnapshot {
  const store = storeOf(classId)
  useEffect(() => store.use(), [store])
  return useStore(store)
}

/** The newest running class in which this person is a learner. */
export function useMyClassId(): string | undefined {
  const { session } = useLab()
  if (session.state !== 'ready') return undefined
  return session.view.classes?.find(({ role, isClosed }) => role === 'learner' && isClosed !== true)?.id
}
