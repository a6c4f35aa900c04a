/** Addresses of servers that the tests have started; pages may request no others. */
const started = new Set<string>()

/** Registers the origin and returns it. */
export function ownOrigin(origin: string): string {
  started.add(new URL(origin).host)
  return origin
}

/** Whether a request stays with our servers, or inside the page: `data:`, `blob:`, `about:`. */
export function isOwn(url: string): boolean {
  const { protocol, host } = new URL(url)
  return !/^(https?|wss?|ftp):$/.test(protocol) || started.has(host)
}
