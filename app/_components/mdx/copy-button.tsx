'use client'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'

const TOOL =
  'inline-flex h-7 items-center gap-1.5 rounded px-2 text-xs font-medium text-muted hover:bg-sunken hover:text-text'

export function CopyButton({ text }: { text: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      // Clipboard access needs HTTPS or localhost, and a policy can forbid it.
      setState('refused')
    }
  }
  return (
    <button type="button" className={TOOL} onClick={() => void copy()} onBlur={() => setState('idle')}>
      {state === 'copied' ? <Check size={13} aria-hidden /> : <Copy size={13} aria-hidden />}
      <span aria-live="polite">{{ idle: 'Copy', copied: 'Copied', refused: 'Not allowed' }[state]}</span>
    </button>
  )
}
