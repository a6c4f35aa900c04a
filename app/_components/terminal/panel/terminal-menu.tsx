'use client'
import { Menu } from '@base-ui/react/menu'
import { Check, Circle, Ellipsis, Eraser, ExternalLink, Minus, Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { isApple } from '../../site/platform.ts'
import { FONT_SIZES, usePreferences } from '../emulator/terminal-preferences.ts'
import type { Recorder } from '../recording/recorder.ts'
import type { TabView } from '../session/snapshot.ts'
import { MENU_ITEM, MENU_POPUP, TOOL_BUTTON } from './control-classes.ts'

export interface TerminalMenuProps {
  /** The shown terminal. */
  tab: TabView | undefined
  recorder: Recorder | undefined
  onClose: (tab: TabView) => void
  onReset: (tab: TabView) => void
}

export function TerminalMenu({ tab, recorder, onClose, onReset }: TerminalMenuProps) {
  return (
    <Menu.Root>
      <Menu.Trigger aria-label="Terminal menu" title="Terminal menu" className={TOOL_BUTTON}>
        <Ellipsis size={16} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className="z-40">
          <Menu.Popup className={MENU_POPUP}>
            <Preferences />
            <Menu.Separator className="my-1.5 h-px bg-line" />
            <Menu.Item className={MENU_ITEM} onClick={popOut}>
              <ExternalLink size={16} aria-hidden /> Open in a window of its own
            </Menu.Item>
            {recorder !== undefined && (
              <Menu.Item className={MENU_ITEM} onClick={() => void recorder.start()}>
                <Circle size={16} aria-hidden /> Record this terminal
              </Menu.Item>
            )}
            {tab !== undefined && (
              <>
                <Menu.Separator className="my-1.5 h-px bg-line" />
                <Menu.Item
                  className={MENU_ITEM}
                  disabled={(tab.state !== 'live' && tab.state !== 'lagging') || tab.role !== 'controller'}
                  onClick={() => onReset(tab)}
                >
                  <Eraser size={16} aria-hidden /> Reset the screen
                </Menu.Item>
                <Menu.Item className={MENU_ITEM} onClick={() => onClose(tab)}>
                  <X size={16} aria-hidden /> Close {tab.label} and end its shell
                </Menu.Item>
              </>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function Preferences() {
  const [{ fontSize, isScreenReader, isOptionMeta, isWide }, onChange] = usePreferences()
  return (
    <>
      <Menu.Item
        className={MENU_ITEM}
        closeOnClick={false}
        disabled={fontSize >= FONT_SIZES.largest}
        onClick={() => onChange({ fontSize: fontSize + 1 })}
      >
        <Plus size={16} aria-hidden /> Larger text
        <span className="ml-auto pl-4 text-xs tabular-nums text-faint">{fontSize} px</span>
      </Menu.Item>
      <Menu.Item
        className={MENU_ITEM}
        closeOnClick={false}
        disabled={fontSize <= FONT_SIZES.smallest}
        onClick={() => onChange({ fontSize: fontSize - 1 })}
      >
        <Minus size={16} aria-hidden /> Smaller text
      </Menu.Item>
      <Choice isOn={isWide} onChange={(isOn) => onChange({ isWide: isOn })}>
        Wide lines that scroll sideways
      </Choice>
      <Choice isOn={isScreenReader} onChange={(isOn) => onChange({ isScreenReader: isOn })}>
        Screen reader mode
      </Choice>
      {isApple() && (
        <Choice isOn={isOptionMeta} onChange={(isOn) => onChange({ isOptionMeta: isOn })}>
          Option is Meta, and types no characters
        </Choice>
      )}
    </>
  )
}

interface ChoiceProps {
  isOn: boolean
  onChange: (isOn: boolean) => void
  children: ReactNode
}

function Choice({ isOn, onChange, children }: ChoiceProps) {
  return (
    <Menu.CheckboxItem className={MENU_ITEM} checked={isOn} onCheckedChange={onChange}>
      <span className="size-4">
        <Menu.CheckboxItemIndicator>
          <Check size={16} aria-hidden />
        </Menu.CheckboxItemIndicator>
      </span>
      {children}
    </Menu.CheckboxItem>
  )
}

/** Opens the page that shows only the terminals. Its window copies the tabs of this page and claims control of the shown one. */
function popOut(): void {
  window.open('/terminal', '_blank', 'popup,width=960,height=640')
}
