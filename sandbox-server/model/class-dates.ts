interface Dates {
  startsAt: number | undefined
  endsAt: number | undefined
}

/** A class without dates always runs. */
export function isRunning({ startsAt, endsAt }: Dates, now: number): boolean {
  return now >= (startsAt ?? now) && (endsAt === undefined || now < endsAt)
}
