'use client'
import { useEffect, useState } from 'react'
import type { CourseSearch } from '../search/course-search.ts'
import { loadSearch } from '../search/load-search.ts'

export type SearchState = { state: 'loading' } | { state: 'ready'; search: CourseSearch } | { state: 'failed' }

/** The index, once it is here. */
export function useCourseSearch(): SearchState {
  const [known, setKnown] = useState<SearchState>({ state: 'loading' })
  useEffect(() => {
    let isShown = true
    loadSearch().then(
      (search) => isShown && setKnown({ state: 'ready', search }),
      () => isShown && setKnown({ state: 'failed' }),
    )
    return () => {
      isShown = false
    }
  }, [])
  return known
}
