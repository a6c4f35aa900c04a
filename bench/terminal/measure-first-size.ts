import type { MeasuredTerminal } from './measured-terminal.ts'

const SIZE = { cols: 97, rows: 31 }

/** T10: the number of new shells that know the size of the page at their first prompt. */
export async function measureFirstSize(candidate: MeasuredTerminal, shells: number): Promise<number> {
  let right = 0
  for (let shell = 0; shell < shells; shell++) {
    await using wire = await candidate.openWire(SIZE)
    wire.type('stty size\r')
    await wire.output.until('a size', () => /\d+ \d+\r?\n/.test(wire.output.tail))
    if (wire.output.tail.includes(`${SIZE.rows} ${SIZE.cols}`)) right += 1
  }
  return right
}
