/** A socket that waits for connections, as /proc/net/tcp and /proc/net/tcp6 list them. */
export interface ListeningSocket {
  port: number
  /** Number of the socket, which /proc/<pid>/fd names too. */
  inode: string
}

/** `0A` is TCP_LISTEN in the kernel's tcp_states.h. */
const LISTEN = '0A'

export function parseListeningSockets(text: string): ListeningSocket[] {
  return text.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
    const port = Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16)
    return state === LISTEN && !Number.isNaN(port) ? [{ port, inode }] : []
  })
}

/** Number of the socket that a link in /proc/<pid>/fd leads to. */
export function parseSocketLink(target: string): string | undefined {
  return /^socket:\[(\d+)\]$/.exec(target)?.[1]
}
