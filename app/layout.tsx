import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { EARLY_QUESTIONS } from './_components/api/early-questions.ts'
import { BEFORE_PAINT } from './_components/settings/before-paint.ts'
import { mono, sans } from './fonts.ts'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Kindlab: Kubernetes nodes from the inside', template: '%s · Kindlab' },
  description: 'Lessons on what a Kubernetes node does, beside a root shell on a cluster of your own.',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfcfa' },
    { media: '(prefers-color-scheme: dark)', color: '#141518' },
  ],
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${sans.variable} ${mono.variable}`} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: BEFORE_PAINT }} />
        <script dangerouslySetInnerHTML={{ __html: EARLY_QUESTIONS }} />
      </head>
      <body>{children}</body>
    </html>
  )
}
