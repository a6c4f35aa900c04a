'use client'
import { useEffect, useState } from 'react'
import type { CourseSearch } from './course-search.ts'

export type SearchState = { state: 'loading' } | { state: 'ready'; search: CourseSearch } | { state: 'failed' }

/** The search, after its index has loaded. */
export function useCourseSearch(): SearchState {
  const [known, setKnown] = useState<SearchState>({ state: 'loading' })
  useEffect(() => {
    let isMounted = true
    loadSearch().then(
      (search) => isMounted && setKnown({ state: 'ready', search }),
      () => isMounted && setKnown({ state: 'failed' }),
    )
    return () => {
      isMounted = false
    }
  }, [])
  return known
}

const INDEX = '/search-index.json'

let loading: Promise<CourseSearch> | undefined

/** Loads code and index on the first search of the page; after a failure the next search retries. */
function loadSearch(): Promise<CourseSearch> {
  loading ??= fetchSearch().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function fetchSearch(): Promise<CourseSearch> {
  const [{ CourseSearch }, response] = await Promise.all([import('./course-search.ts'), fetch(INDEX)])
  if (!response.ok) throw new Error(`${INDEX} answered ${response.status}`)
  return CourseSearch.read(await response.text())
}
