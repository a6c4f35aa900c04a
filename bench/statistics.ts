/** Statistics of a list of measurements. */

/** The nearest rank, which is a measured value. `share` is between 0 and 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new RangeError('no value was measured')
  return value
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}
