/** Whether the page is visible, and when its network may have changed. */
export interface PageVisibility {
  isVisible(): boolean
  /** Calls back until the returned function is called. `onWake`: the learner or the network is back. */
  watch(events: { onVisible: (isVisible: boolean) => void; onWake: () => void }): () => void
}

export const browserPage: PageVisibility = {
  isVisible: () => document.visibilityState === 'visible',
  watch: ({ onVisible, onWake }) => {
    const stop = new AbortController()
    const options = { signal: stop.signal }
    const update = () => {
      const isVisible = browserPage.isVisible()
      onVisible(isVisible)
      if (isVisible) onWake()
    }
    document.addEventListener('visibilitychange', update, options)
    window.addEventListener('focus', update, options)
    window.addEventListener('online', onWake, options)
    window.addEventListener('pageshow', onWake, options)
    return () => stop.abort()
  },
}
