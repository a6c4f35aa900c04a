import { OUTSIDE_STEPS } from '#course/run-blocks.ts'
import { SLUG_PATTERN } from '#course/slug.ts'

/** A unique id for each title. */
export function namesFor(titles: readonly string[]): string[] {
  const taken = new Set<string>([OUTSIDE_STEPS])
  return titles.map((title, index) => {
    const slug = title
      .toLowerCase()
      .normalize('NFKD')
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 40)
      .replaceAll(/^[-0-9]+|-+$/g, '')
    const wanted = SLUG_PATTERN.test(slug) ? slug : `step-${index + 1}`
    const name = taken.has(wanted) ? `${wanted}-${index + 1}` : wanted
    taken.add(name)
    return name
  })
}
