/** The messages between the main thread and a thread that holds mirrors. Both directions keep their order. */
import type { ScreenSnapshot } from './screen-mirror.ts'
import type { ScreenSize } from '#server/terminals/shell/screen-size.ts'

/** The end of some output, and the place in it where a screen may be continued. */
export interface OutputProgress {
  end: number
  safeOffset: number
  /** See `OutputScanner.openString`. */
  openString: string
}

/** Modes of a screen that decide how a run block is typed. */
export interface ScreenModes {
  /** A program such as vim has the screen. */
  isAlternate: boolean
  isBracketedPaste: boolean
}

/** `id` names a mirror; `seq` counts the steps of one mirror. */
export type MirrorRequest =
  | { type: 'open'; id: number; size: ScreenSize }
  | { type: 'write'; id: number; seq: number; bytes: Uint8Array<ArrayBuffer>; progress: OutputProgress }
  | { type: 'resize'; id: number; seq: number; size: ScreenSize }
  /** The learner typed into this terminal. */
  | { type: 'typed'; id: number }
  /** Asks for the screen as it is now, before the steps that wait. */
  | { type: 'snapshot'; id: number }
  | { type: 'close'; id: number }
  | { type: 'ping' }

export type MirrorAnswer =
  /** All steps up to `seq` are on the screen. */
  | { type: 'parsed'; id: number; seq: number; progress: OutputProgress; modes: ScreenModes }
  | { type: 'snapshot'; id: number; progress: OutputProgress; screen: ScreenSnapshot }
  /** The emulator threw an error, so the state of the screen is unknown. The mirror ignores requests until it is opened again. */
  | { type: 'failed'; id: number; reason: string }
  | { type: 'pong' }

/** The answers that a client receives. */
export type MirrorResult = Exclude<MirrorAnswer, { type: 'pong' | 'failed' }>

/** Receives the answers for one mirror. */
export interface MirrorClient {
  answer(answer: MirrorResult): void
  /** The screen and all steps that wait are lost. The mirror is empty and has the size of the last resize. */
  lost(): void
}

/** A way to one mirror, wherever it is. */
export interface MirrorHandle {
  write(seq: number, bytes: Uint8Array<ArrayBuffer>, progress: OutputProgress): void
  resize(seq: number, size: ScreenSize): void
  typed(): void
  requestSnapshot(): void
  close(): void
}

export interface MirrorHost {
  /** @param group mirrors of one group, that is of one lab, share a thread */
  open(options: { group: string; size: ScreenSize; client: MirrorClient }): MirrorHandle
}
