import type { Metadata } from 'next'
import { TerminalWindow } from '../_components/terminal-window/terminal-window.tsx'

export const metadata: Metadata = { title: 'Terminal' }

export default function Page() {
  return <TerminalWindow />
}
