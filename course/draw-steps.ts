/** Selects the steps of a lab, in a lesson that draws steps at random. Pure: a seed always draws the same steps. */
import type { Lesson, Step } from '#course/model.ts'

type Drawable = Pick<Lesson, 'draw' | 'steps'>

/** Finds a step that is drawn once in a thousand draws with a probability of 99 %. */
const MOST_SEEDS = 5_000

/** In the order of the text: all steps without a topic, and the given number of others, drawn by the weights of their topics. */
export function drawSteps({ draw, steps }: Drawable, seed: number): Step[] {
  if (draw === undefined) return [...steps]
  const random = randomFrom(seed)
  const topics = Map.groupBy(
    steps.filter(({ topic }) => topic !== undefined),
    ({ topic }) => topic,
  )
  const seats = seatsByTopic([...topics.values()], draw, random)
  const drawn = new Set([...topics.values()].flatMap((group, index) => shuffle(group, random).slice(0, seats[index])))
  return steps.filter((step) => step.topic === undefined || drawn.has(step))
}

/** The first seed from `from` on that draws the step. Undefined if the weight of its topic is too small to be drawn. */
export function findSeed(lesson: Drawable, stepId: string, from: number): number | undefined {
  for (let seed = from; seed < from + MOST_SEEDS; seed += 1) {
    if (drawSteps(lesson, seed).some(({ id }) => id === stepId)) return seed
  }
  return undefined
}

/** Largest remainder method, with random order of equal remainders. A topic never gets more places than it has steps. */
function seatsByTopic(groups: readonly (readonly Step[])[], draw: number, random: () => number): number[] {
  const weights = groups.map((group) => group.reduce((sum, { weight }) => sum + weight, 0))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = groups.map((group, index) => Math.min(group.length, ((weights[index] ?? 0) / whole) * draw))
  const seats = shares.map(Math.floor)
  const claims = shares.map((share, index) => ({ index, rest: share - Math.floor(share), chance: random() }))
  const inLine = claims.toSorted((a, b) => b.rest - a.rest || a.chance - b.chance)
  const hasRoom = (index: number) => (seats[index] ?? 0) < (groups[index]?.length ?? 0)
  for (let left = draw - seats.reduce((sum, seat) => sum + seat, 0); left > 0;) {
    const open = inLine.filter(({ index }) => hasRoom(index))
    if (open.length === 0) break
    for (const { index } of open.slice(0, left)) seats[index] = (seats[index] ?? 0) + 1
    left -= Math.min(left, open.length)
  }
  return seats
}

function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item)
}

/** Mulberry32 by Tommy Ettinger, in the public domain: small, and the same on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
