/** Addresses of what the tests have started on this machine: pages may ask these, and nobody else. */
const started = new Set<string>()

/** Returns what it was given. */
export function ownOrigin(origin: string): string {
  started.add(new URL(origin).host)
  return origin
}

/** Also what a page makes itself, and never leaves it: `data:`, `blob:`, `about:`. */
export function isOwn(url: string): boolean {
  const { protocol, host } = new URL(url)
  return !/^(https?|wss?|ftp):$/.test(protocol) || started.has(host)
}
