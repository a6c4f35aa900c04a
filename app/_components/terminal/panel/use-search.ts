'use client'
import { useEffect, useState } from 'react'
import type { XtermView } from '../emulator/xterm-view.ts'

/** The emulator draws the matches itself, so it needs the theme's colours as values. */
function decorations() {
  const style = getComputedStyle(document.documentElement)
  const read = (name: string) => style.getPropertyValue(name).trim()
  return {
    matchBackground: read('--warning-soft'),
    matchBorder: read('--warning'),
    matchOverviewRuler: read('--warning'),
    activeMatchBorder: read('--accent'),
    activeMatchColorOverviewRuler: read('--accent'),
  }
}

export interface Search {
  text: string
  /** `3 of 7`, or `None`; undefined while the text is empty. */
  matches: string | undefined
  setText: (text: string) => void
  findPrevious: () => void
  findNext: () => void
}

/** Searches the scrollback of one terminal, from the newest output upwards. */
export function useSearch({ search }: XtermView): Search {
  const [text, setText] = useState('')
  const [matches, setMatches] = useState<string>()
  useEffect(() => {
    const listener = search.onDidChangeResults(({ resultIndex, resultCount }) =>
      setMatches(resultCount === 0 ? 'None' : `${resultIndex + 1} of ${resultCount}`),
    )
    return () => {
      listener.dispose()
      search.clearDecorations()
    }
  }, [search])
  return {
    text,
    matches: text === '' ? undefined : matches,
    setText: (wanted) => {
      setText(wanted)
      if (wanted === '') search.clearDecorations()
      else search.findPrevious(wanted, { incremental: true, decorations: decorations() })
    },
    findPrevious: () => search.findPrevious(text, { decorations: decorations() }),
    findNext: () => search.findNext(text, { decorations: decorations() }),
  }
}
