/** A listening socket, from /proc/net/tcp or /proc/net/tcp6. */
export interface ListeningSocket {
  port: number
  /** Inode of the socket; /proc/<pid>/fd names it too. */
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

/** Inode of the socket that a link in /proc/<pid>/fd points to. */
export function parseSocketLink(target: string): string | undefined {
  return /^socket:\[(\d+)\]$/.exec(target)?.[1]
}
