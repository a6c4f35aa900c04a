/** The part of a browser's WebSocket that Kindlab uses, so that a test can stand in for it. */
export interface SocketLike {
  send(bytes: Uint8Array<ArrayBuffer>): void
  close(): void
}

export interface SocketEvents {
  onOpen: () => void
  onMessage: (data: unknown) => void
  onClose: (code: number) => void
}

/** Events come until `signal` is aborted. */
export type OpenSocket = (
  url: string,
  options: SocketEvents & { protocols: string[]; signal: AbortSignal },
) => SocketLike
