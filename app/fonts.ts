/**
 * The typefaces, from the package that brings them. `optional`: a page that was painted with the fallback keeps it, because text that changes its width
 * under the reader's eyes moves everything below it. Fonts are preloaded, so that happens on a slow first visit only.
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
