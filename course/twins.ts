/** An entry of a list that has the name of one before it. Both are indexes. */
export interface Twin {
  index: number
  first: number
}

export function findTwins(names: readonly string[]): Twin[] {
  return names.flatMap((name, index) => {
    const first = names.indexOf(name)
    return first === index ? [] : [{ index, first }]
  })
}
