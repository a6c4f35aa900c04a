/** The check results and step progress that this page knows, by lesson. Pure. */
import type { StepProgressView } from '#protocol/progress.ts'
import type { CheckResultView } from '#protocol/views.ts'

type ByLesson<Item> = Readonly<Record<string, readonly Item[]>>

export interface Achieved {
  /** The latest result of each check, by `<module>/<lesson>`. */
  readonly results: ByLesson<CheckResultView>
  /** The progress of each step, by `<module>/<lesson>`. */
  readonly steps: ByLesson<StepProgressView>
}

export const NOTHING_ACHIEVED: Achieved = { results: {}, steps: {} }

/** HTTP answers and socket messages can arrive out of order: the later entry of each check or step wins. Returns the same object if nothing changed. */
export function withNews(known: Achieved, news: Achieved): Achieved {
  const results = mergeLessons(known.results, news.results, RESULT)
  const steps = mergeLessons(known.steps, news.steps, STEP)
  return results === known.results && steps === known.steps ? known : { results, steps }
}

interface Kind<Item> {
  nameOf(item: Item): string
  isLater(item: Item, known: Item): boolean
}

const RESULT: Kind<CheckResultView> = {
  nameOf: ({ step, check }) => `${step}/${check}`,
  isLater: (item, known) => item.checkedAt > known.checkedAt,
}

const WAYS_OF_DOING = [undefined, 'solution', 'own'] as const

/** Step progress has no time, but it only ever grows. */
const STEP: Kind<StepProgressView> = {
  nameOf: ({ step }) => step,
  isLater: (item, known) =>
    WAYS_OF_DOING.indexOf(item.doneBy) > WAYS_OF_DOING.indexOf(known.doneBy) || item.hints > known.hints,
}

function mergeLessons<Item>(known: ByLesson<Item>, news: ByLesson<Item>, kind: Kind<Item>): ByLesson<Item> {
  const merged = Object.entries(news).map(([lesson, items]) => {
    return [lesson, mergeItems(known[lesson] ?? [], items, kind)] as const
  })
  const changed = merged.filter(([lesson, items]) => items.length > 0 && items !== known[lesson])
  return changed.length === 0 ? known : { ...known, ...Object.fromEntries(changed) }
}

function mergeItems<Item>(known: readonly Item[], news: readonly Item[], kind: Kind<Item>): readonly Item[] {
  const byName = new Map(known.map((item) => [kind.nameOf(item), item]))
  const later = news.filter((item) => {
    const before = byName.get(kind.nameOf(item))
    return before === undefined || kind.isLater(item, before)
  })
  for (const item of later) byName.set(kind.nameOf(item), item)
  return later.length === 0 ? known : [...byName.values()]
}
