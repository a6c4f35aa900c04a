/** Weights as whole percent that add up to 100: the largest remainders are rounded up. */
export function sharesInPercent(weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total === 0) return weights.map(() => 0)
  const exact = weights.map((weight) => (weight / total) * 100)
  const shares = exact.map(Math.floor)
  const missing = 100 - shares.reduce((sum, share) => sum + share, 0)
  const byRemainder = [...exact.keys()].toSorted((a, b) => remainderOf(exact[b]) - remainderOf(exact[a]))
  for (const index of byRemainder.slice(0, missing)) shares[index] = (shares[index] ?? 0) + 1
  return shares
}

const remainderOf = (share = 0): number => share % 1
