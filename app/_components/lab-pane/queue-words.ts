/** Each shortage in the learner's words, by its code in protocol/error-catalogue.ts. */
const REASONS: Readonly<Record<string, string>> = {
  'capacity.memory': 'This machine’s memory is full of clusters.',
  'capacity.processors': 'This machine’s processors carry no more clusters.',
  'capacity.disk': 'This machine’s disk is too full for another cluster.',
  'capacity.threads': 'This machine has too few process ids left for another cluster.',
  'capacity.inotify': 'This machine has too few inotify instances left for another cluster.',
  'capacity.subnets': 'This machine has no network addresses left for another cluster.',
  'capacity.seats': 'All places of this site are taken.',
}

/** Why the lab waits, and when the wait ends. Without a shortage it waits for the boots of other labs. */
export function queueReason(shortage: string | undefined): string {
  if (shortage === undefined) return 'Others’ clusters are just starting, a few at a time.'
  const reason = REASONS[shortage] ?? 'This machine has no room for another cluster now.'
  return `${reason} It is your turn when somebody ends a lab; labs that nobody uses end by themselves.`
}

/** `You are next in line.`, `You are number 3 in line.` */
export function queuePlace(position: number): string {
  return position === 1 ? 'You are next in line.' : `You are number ${position} in line.`
}
