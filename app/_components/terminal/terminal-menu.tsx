'use client'
import { Menu } from '@base-ui/react/menu'
import { Check, Ellipsis, Minus, Plus, X } from 'lucide-react'
import type { TabView } from './snapshot.ts'
import { MENU_ITEM, MENU_POPUP, TOOL_BUTTON } from './control-classes.ts'
import { FONT_SIZES, type TerminalPreferences } from './terminal-preferences.ts'

export interface TerminalMenuProps {
  preferences: TerminalPreferences
  onChange: (part: Partial<TerminalPreferences>) => void
  /** The terminal that is shown. */
  tab: TabView | undefined
  onClose: (tab: TabView) => void
}

export function TerminalMenu({ preferences, onChange, tab, onClose }: TerminalMenuProps) {
  return (
    <Menu.Root>
      <Menu.Trigger aria-label="Terminal menu" title="Terminal menu" className={TOOL_BUTTON}>
        <Ellipsis size={16} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className="z-40">
          <Menu.Popup className={MENU_POPUP}>
            <Preferences preferences={preferences} onChange={onChange} />
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

function Preferences({ preferences, onChange }: Pick<TerminalMenuProps, 'preferences' | 'onChange'>) {
  const { fontSize, isScreenReader } = preferences
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
