/** The host of an address that a terminal may open; undefined unless it is http or https. A program in the shell chose the address. */
export function openableHost(text: string): string | undefined {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined
  // `https://bank.example@evil.example` shows one host and opens another.
  return url.username === '' && url.password === '' ? url.host : undefined
}
