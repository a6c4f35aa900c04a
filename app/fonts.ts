/**
 * The fonts, from the geist package. `optional`: a page that was painted with the fallback font keeps it, because a late swap
 * shifts the layout while the learner reads. Fonts are preloaded, so the fallback appears only on a slow first visit.
 */
import localFont from 'next/font/local'

export const sans = localFont({
  src: '../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-geist-sans',
  weight: '100 900',
  display: 'optional',
})

export const mono = localFont({
  src: '../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  display: 'optional',
  adjustFontFallback: false,
  fallback: ['ui-monospace', 'Menlo', 'Liberation Mono', 'DejaVu Sans Mono', 'monospace'],
})
