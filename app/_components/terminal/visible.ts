/** Whether anybody looks at the page, and the moments at which the network may have changed under it. */
export interface PageWatch {
  isVisible(): boolean
  /** Calls until the returned function is called. `onWake`: somebody is back, or the network is. */
  watch(events: { onVisible: (isVisible: boolean) => void; onWake: () => void }): () => void
}

export const browserPage: PageWatch = {
  isVisible: () => document.visibilityState === 'visible',
  watch: ({ onVisible, onWake }) => {
    const leave = new AbortController()
    const options = { signal: leave.signal }
    const changed = () => {
      const isVisible = browserPage.isVisible()
      onVisible(isVisible)
      if (isVisible) onWake()
    }
    document.addEventListener('visibilitychange', changed, options)
    window.addEventListener('focus', changed, options)
    window.addEventListener('online', onWake, options)
    window.addEventListener('pageshow', onWake, options)
    return () => leave.abort()
  },
}
