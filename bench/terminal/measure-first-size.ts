import type { Contestant } from './contestant.ts'

const SIZE = { cols: 97, rows: 31 }

/** T10: how many of so many new shells know the page's size at their first prompt. */
export async function measureFirstSize(contestant: Contestant, shells: number): Promise<number> {
  let right = 0
  for (let shell = 0; shell < shells; shell++) {
    await using wire = await contestant.openWire(SIZE)
    wire.type('stty size\r')
    await wire.output.until('a size', () => /\d+ \d+\r?\n/.test(wire.output.tail))
    if (wire.output.tail.includes(`${SIZE.rows} ${SIZE.cols}`)) right += 1
  }
  return right
}
