/** The value of an input of the type `datetime-local`, in the time zone of the browser. Empty without a date. */
export function toInput(at: number | undefined): string {
  if (at === undefined) return ''
  const date = new Date(at)
  const local = new Date(at - date.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

/** Undefined for an empty or unreadable input. */
export function fromInput(text: string): number | undefined {
  const at = text === '' ? Number.NaN : new Date(text).getTime()
  return Number.isNaN(at) ? undefined : at
}
