'use client'
import { type RefObject, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import type { LabTerminals } from './lab-terminals.ts'
import type { Overlay } from './overlay.ts'
import type { Recorder } from './recorder.ts'
import type { TabView } from './snapshot.ts'
import { usePreferences } from './use-preferences.ts'
import { type HeldXterm, XtermHolder } from './xterm-holder.ts'

export interface UseXtermOptions {
  terminals: LabTerminals
  tab: TabView
  /** Only the shown terminal is measured: a hidden box has no size. */
  isShown: boolean
  onOverlay: (overlay: Overlay) => void
  recorder: Recorder
}

/** Binds the emulator of one tab to its shell and to the page, for as long as the component lives. */
export function useXterm(
  host: RefObject<HTMLElement | null>,
  { terminals, tab, isShown, onOverlay, recorder }: UseXtermOptions,
): HeldXterm {
  const [preferences] = usePreferences()
  const [holder] = useState(() => new XtermHolder())
  const held = useSyncExternalStore(holder.subscribe, holder.get, holder.get)
  const { view } = held
  const open = useEffectEvent(() =>
    holder.open({
      label: tab.label,
      preferences,
      isController: () => roleOf(terminals, tab.id) === 'controller',
      onOverlay,
      recorder,
    }),
  )

  useEffect(() => {
    const detach = terminals.attach(tab.id, open().screen)
    return () => {
      detach()
      holder.close()
    }
  }, [terminals, tab.id, holder])

  useEffect(() => {
    if (view === undefined || !isShown || host.current === null) return undefined
    return view.show(host.current, (size) => terminals.resize(size))
  }, [view, isShown, host, terminals])

  useEffect(() => {
    const size = view?.setPreferences(preferences)
    if (size !== undefined) terminals.resize(size)
  }, [view, preferences, terminals])

  return held
}

function roleOf(terminals: LabTerminals, id: TabView['id']): TabView['role'] | undefined {
  return terminals.getSnapshot().tabs.find((tab) => tab.id === id)?.role
}
