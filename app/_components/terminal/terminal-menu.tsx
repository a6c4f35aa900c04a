'use client'
import { Menu } from '@base-ui/react/menu'
import { Check, Circle, Ellipsis, ExternalLink, Minus, Plus, X } from 'lucide-react'
import type { TabView } from './snapshot.ts'
import { MENU_ITEM, MENU_POPUP, TOOL_BUTTON } from './control-classes.ts'
import { popOut } from './popped-out.ts'
import type { Recorder } from './recorder.ts'
import { FONT_SIZES } from './terminal-preferences.ts'
import { usePreferences } from './use-preferences.ts'

export interface TerminalMenuProps {
  /** The terminal that is shown. */
  tab: TabView | undefined
  recorder: Recorder | undefined
  onClose: (tab: TabView) => void
}

export function TerminalMenu({ tab, recorder, onClose }: TerminalMenuProps) {
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
  const [{ fontSize, isScreenReader }, onChange] = usePreferences()
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
      <Menu.CheckboxItem
        className={MENU_ITEM}
        checked={isScreenReader}
        onCheckedChange={(checked) => onChange({ isScreenReader: checked })}
      >
        <span className="size-4">
          <Menu.CheckboxItemIndicator>
            <Check size={16} aria-hidden />
          </Menu.CheckboxItemIndicator>
        </span>
        Screen reader mode
      </Menu.CheckboxItem>
    </>
  )
}
