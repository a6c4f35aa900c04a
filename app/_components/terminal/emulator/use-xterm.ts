'use client'
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { Store } from '../../store/store.ts'
import { useStore } from '../../store/use-store.ts'
import type { LabTerminals } from '../session/lab-terminals.ts'
import type { TabView } from '../session/snapshot.ts'
import { usePreferences } from './terminal-preferences.ts'
import type { ScreenRecorder } from './xterm-screen.ts'
import { type Overlay, type TouchOffer, XtermView, type XtermViewOptions } from './xterm-view.ts'

export interface UseXtermOptions {
  terminals: LabTerminals
  tab: TabView
  /** A hidden terminal has no size to measure. */
  isShown: boolean
  onOverlay: (overlay: Overlay) => void
  recorder: ScreenRecorder
}

export interface TabXterm {
  readonly view: XtermView | undefined
  readonly isTabFree: boolean
  readonly isControlHeld: boolean
  readonly touchOffer: TouchOffer
}

/** Connects the emulator of one tab to its shell and to the page while the component is mounted. */
export function useXterm(
  host: RefObject<HTMLElement | null>,
  { terminals, tab, isShown, onOverlay, recorder }: UseXtermOptions,
): TabXterm {
  const [preferences] = usePreferences()
  const [holder] = useState(() => new XtermHolder())
  const xterm = useStore(holder)
  const { view } = xterm
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

  return xterm
}

function roleOf(terminals: LabTerminals, id: TabView['id']): TabView['role'] | undefined {
  return terminals.getSnapshot().tabs.find((tab) => tab.id === id)?.role
}

const NO_XTERM: TabXterm = { view: undefined, isTabFree: false, isControlHeld: false, touchOffer: 'none' }

/** The emulator of one component. A store, because effects create and dispose it. */
class XtermHolder extends Store<TabXterm> {
  constructor() {
    super(NO_XTERM)
  }

  open(options: Omit<XtermViewOptions, 'onTabFree' | 'onControlHeld' | 'onTouchOffer'>): XtermView {
    const view = new XtermView({
      ...options,
      onTabFree: (isTabFree) => this.set({ ...this.getSnapshot(), isTabFree }),
      onControlHeld: (isControlHeld) => this.set({ ...this.getSnapshot(), isControlHeld }),
      onTouchOffer: (touchOffer) => this.set({ ...this.getSnapshot(), touchOffer }),
    })
    this.set({ ...NO_XTERM, view })
    return view
  }

  close(): void {
    this.getSnapshot().view?.dispose()
    this.set(NO_XTERM)
  }
}
