/** An entry with the same name as an earlier one; both are indexes. */
export interface Duplicate {
  index: number
  first: number
}

export function findDuplicates(names: readonly string[]): Duplicate[] {
  return names.flatMap((name, index) => {
    const first = names.indexOf(name)
    return first === index ? [] : [{ index, first }]
  })
}
