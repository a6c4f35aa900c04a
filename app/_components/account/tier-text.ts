/** Explains the security tier of the server to a learner. */
export function tierText(tier: number): string {
  if (tier === 0)
    return 'Security tier 0: every learner is trusted not to attack the machine, and could read what others do on it. Use no passwords or keys of your own in a lab.'
  return `Security tier ${tier}.`
}
