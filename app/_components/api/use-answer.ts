'use client'
import { useEffect, useState } from 'react'
import type { EndpointName } from '#protocol/api.ts'
import { useStore } from '../store/use-store.ts'
import { AnswerStore, type Known } from './answer-store.ts'
import type { AnswerOf } from '#protocol/api.ts'
import type { RequestOf } from './call.ts'

/** Asks once when the component mounts. A component with another request needs another `key`. */
export function useAnswer<Name extends EndpointName>(
  name: Name,
  request: RequestOf<Name>,
): Known<AnswerOf<Name>> & Pick<AnswerStore<Name>, 'load' | 'act'> {
  const [store] = useState(() => new AnswerStore(name, request))
  useEffect(() => void store.load(), [store])
  return { ...useStore(store), load: store.load, act: store.act }
}
