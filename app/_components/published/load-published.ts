import type { LoadPublished } from './lesson-version.ts'

/** Asks the server each time; what has not changed costs an answer without a body. */
export const loadPublished: LoadPublished = async () => {
  const { PublishedView, VERSION_FILE } = await import('#protocol/published.ts')
  try {
    const answer = await fetch(`/${VERSION_FILE}`, { cache: 'no-cache' })
    const published = answer.ok ? PublishedView.safeParse(await answer.json()) : undefined
    return published?.data
  } catch {
    return undefined
  }
}
