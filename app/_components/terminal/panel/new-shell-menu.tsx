'use client'
import { Menu } from '@base-ui/react/menu'
import { Plus } from 'lucide-react'
import type { NodeId } from '#protocol/node-id.ts'
import type { NodeView } from '#protocol/views.ts'
import { MENU_ITEM, MENU_POPUP, TOOL_BUTTON } from './control-classes.ts'

export interface NewShellMenuProps {
  nodes: readonly NodeView[]
  onOpen: (node: NodeId) => void
}

export function NewShellMenu({ nodes, onOpen }: NewShellMenuProps) {
  return (
    <Menu.Root>
      <Menu.Trigger aria-label="New shell" title="New shell" className={TOOL_BUTTON}>
        <Plus size={16} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className="z-40">
          <Menu.Popup className={MENU_POPUP}>
            <Menu.Group>
              <Menu.GroupLabel className="px-2 py-1 text-xs text-muted">New shell on</Menu.GroupLabel>
              {nodes.map(({ id, name }) => (
                <Menu.Item key={id} className={MENU_ITEM} onClick={() => onOpen(id)}>
                  <span className="font-mono text-[13px]">{id}</span>
                  <span className="ml-auto pl-4 font-mono text-xs text-faint">{name}</span>
                </Menu.Item>
              ))}
            </Menu.Group>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
