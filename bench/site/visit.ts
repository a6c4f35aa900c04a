import type { Browser, CDPSession, Page } from '@playwright/test'

/** One visit with an empty cache. Bytes are those on the wire, compressed and with their headers. */
export interface Visit {
  scriptBytes: number
  allBytes: number
  requests: number
  /** Largest contentful paint, from the start of the navigation. */
  largestPaintMs: number
  /** Cumulative layout shift, without a unit. */
  layoutShift: number
  /** Total blocking time: the time of long tasks beyond 50 ms each. */
  blockedMs: number
}

/** Idle time after which no more requests follow; prefetches come before it. */
const QUIET_MS = 2_000

/** Runs in the page, before its own scripts. */
const OBSERVE = `
  window.bench = { paint: 0, shift: 0, blocked: 0 }
  const observe = (type, use) => new PerformanceObserver((list) => list.getEntries().forEach(use)).observe({ type, buffered: true })
  observe('largest-contentful-paint', (entry) => { bench.paint = entry.startTime })
  observe('layout-shift', (entry) => { if (!entry.hadRecentInput) bench.shift += entry.value })
  observe('longtask', (entry) => { bench.blocked += entry.duration - 50 })
`

/** @param slowdown factor by which the browser slows the processor down */
export async function visit(browser: Browser, url: string, slowdown: number): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } })
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    const wire = await watchWire(devtools)
    await page.addInitScript(OBSERVE)
    await page.goto(url, { waitUntil: 'load' })
    await untilQuiet(page, wire)
    const [largestPaintMs, layoutShift, blockedMs] = await page.evaluate<[number, number, number]>(
      '[bench.paint, bench.shift, bench.blocked]',
    )
    const { scriptBytes, allBytes, requests } = wire
    return { scriptBytes, allBytes, requests, largestPaintMs, layoutShift, blockedMs }
  } finally {
    await context.close()
  }
}

interface Wire {
  scriptBytes: number
  allBytes: number
  requests: number
  lastAt: number
}

async function watchWire(devtools: CDPSession): Promise<Wire> {
  const wire: Wire = { scriptBytes: 0, allBytes: 0, requests: 0, lastAt: performance.now() }
  const scripts = new Set<string>()
  devtools.on('Network.requestWillBeSent', ({ requestId, type }) => {
    wire.requests += 1
    wire.lastAt = performance.now()
    if (type === 'Script') scripts.add(requestId)
  })
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    // The resource type of a prefetched script is not `script`.
    if (response.mimeType.includes('javascript')) scripts.add(requestId)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    wire.lastAt = performance.now()
    wire.allBytes += encodedDataLength
    if (scripts.has(requestId)) wire.scriptBytes += encodedDataLength
  })
  await devtools.send('Network.enable')
  return wire
}

async function untilQuiet(page: Page, wire: Wire): Promise<void> {
  while (performance.now() - wire.lastAt < QUIET_MS) {
    await page.waitForTimeout(QUIET_MS / 4)
  }
}
