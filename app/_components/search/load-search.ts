import type { CourseSearch } from './course-search.ts'

const INDEX = '/search-index.json'

let loading: Promise<CourseSearch> | undefined

/** Fetches code and index with the first search of the page; a failed attempt is made again with the next. */
export function loadSearch(): Promise<CourseSearch> {
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
