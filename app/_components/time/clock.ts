'use client'
import { useSyncExternalStore } from 'react'
import { pageClock } from './page-clock.ts'

/** Ticks once a second while it has subscribers. */
export class SecondsClock {
  readonly #listeners = new Set<() => void>()
  readonly #now: () => number
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(now: () => number) {
    this.#now = now
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    this.#timer ??= setInterval(() => this.#tick(), 1000)
    return () => this.#unsubscribe(listener)
  }

  /** Whole seconds, so that two reads within a second return the same value. */
  readonly getSnapshot = (): number => Math.floor(this.#now() / 1000) * 1000

  #tick(): void {
    for (const listener of this.#listeners) listener()
  }

  #unsubscribe(listener: () => void): void {
    this.#listeners.delete(listener)
    if (this.#listeners.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}

const browserClock = new SecondsClock(() => Date.now())

/** The browser's time, to the second. 0 in static HTML. */
export function useNow(): number {
  return useSyncExternalStore(browserClock.subscribe, browserClock.getSnapshot, () => 0)
}

const monotonicClock = new SecondsClock(() => pageClock.now())

/** Seconds until `until` (of the page's clock), rounded; 0 when it has passed. */
export function useCountdown(until: number): number {
  const now = useSyncExternalStore(monotonicClock.subscribe, monotonicClock.getSnapshot, () => until)
  // The snapshot is rounded down to whole seconds: on average the time is half a second later.
  return Math.max(0, Math.round((until - now - 500) / 1_000))
}
